import { describe, expect, it } from "vitest";
import { NO_JWKS } from "../../../proof/jwks-source.ts";
import { keysOf, NOW } from "../../../testing/records.ts";
import type { Position } from "../../part/position.ts";
import type { JwtCredential } from "../jwt-credential.ts";
import { aToken, BEARER, credentialOf, jwtTable, REQUEST, ring } from "./jwt-call.fixture.ts";
import { createVerifyJwt } from "./verify-jwt.ts";

const SETTINGS = { tokenLifetime: 5000, mostTokens: 10 };
const LATER = NOW + 1000;

const aVerifier = (credentials: JwtCredential[]) => {
  const verifier = createVerifyJwt(keysOf(ring), NO_JWKS, SETTINGS);
  const table = () => jwtTable(credentials);
  const presented = (token: string, at: Position = BEARER) => ({
    type: "jwt" as const,
    token,
    positions: [at] as [Position],
  });
  return {
    prove: (token: string, keyNames: string[] = []) =>
      verifier.prove(presented(token), REQUEST, table().readerAt(NOW), keyNames),
    remembered: (token: string, now = LATER, at = BEARER) =>
      verifier.remembered(presented(token, at), REQUEST, table().readerAt(now)),
  };
};

describe("a token", () => {
  it.each<[string, JwtCredential[], string, object]>([
    ["proves its credential", [credentialOf(1)], aToken(), { outcome: "proven", at: BEARER, body: "any" }],
    ["of no credential is unknown", [], aToken(), { reason: "unknown-credential" }],
    [
      "under another secret is refused",
      [credentialOf(1)],
      aToken({}, "t".repeat(32)),
      { reason: "bad-signature" },
    ],
    [
      "past its end is refused",
      [credentialOf(1)],
      aToken({ exp: NOW / 1000 - 61 }),
      { reason: "credential-expired" },
    ],
    [
      "that proves two consumers alike is ambiguous",
      [credentialOf(1), credentialOf(2)],
      aToken(),
      { reason: "ambiguous-token" },
    ],
  ])("%s", async (_what, credentials, token, proof) => {
    expect((await aVerifier(credentials).prove(token)).proof).toMatchObject(proof);
  });

  it("that cannot be read has no proof, and may be an imported key where one has its name", async () => {
    const { prove } = aVerifier([credentialOf(1)]);
    expect([await prove("no.token"), await prove("no.token", ["name"])]).toEqual([
      { isKey: false },
      { isKey: true },
    ]);
  });
});

describe("a token that was proven", () => {
  const proven = async (credentials = [credentialOf(1)], claims: object = {}) => {
    const verifier = aVerifier(credentials);
    const token = aToken(claims);
    await verifier.prove(token);
    return { ...verifier, token, credentials };
  };

  it("is remembered while its record is unchanged", async () => {
    const { remembered, token } = await proven();
    expect(await remembered(token)).toMatchObject({ outcome: "proven", at: BEARER, body: "any" });
  });

  it.each<[string, Partial<JwtCredential> | undefined]>([
    ["was changed", { revision: 2 }],
    ["was replaced by another one", { id: "crd_0000000000000009" }],
    ["names another position", { in: [{ where: "query", name: "jwt" }] }],
    ["is gone", undefined],
  ])("is not remembered once its credential %s", async (_what, fields) => {
    const { remembered, token, credentials } = await proven();
    credentials.splice(0, 1, ...(fields ? [credentialOf(1, fields)] : []));
    expect(await remembered(token)).toBeUndefined();
  });

  it("is not remembered past its end, longer than a record, nor for another token", async () => {
    const { remembered, token } = await proven(undefined, { exp: NOW / 1000 - 57 });
    const times = [NOW + 2999, NOW + 3000];
    expect(
      (await Promise.all(times.map((now) => remembered(token, now)))).map((each) => each?.outcome),
    ).toEqual(["proven", undefined]);
    const other = await proven();
    expect(await other.remembered(other.token, NOW + SETTINGS.tokenLifetime)).toBeUndefined();
    expect(await other.remembered(aToken({ sub: "bob" }))).toBeUndefined();
  });

  it("is not remembered when it was refused", async () => {
    const { prove, remembered } = aVerifier([credentialOf(1)]);
    const token = aToken({}, "t".repeat(32));
    await prove(token);
    expect(await remembered(token)).toBeUndefined();
  });
});
