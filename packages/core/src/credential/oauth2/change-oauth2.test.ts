import { generateKeyPairSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import { anOauth2Credential } from "../../testing/credentials.ts";
import { outcomeOf } from "../../testing/outcome.ts";
import { NOW, timeAt } from "../../testing/records.ts";
import { changeOauth2 } from "./change-oauth2.ts";

const STAGE = { allowPrivateAddresses: false };
const jwksUri = "https://idp.test/keys";
const publicKey = generateKeyPairSync("ed25519").publicKey.export({ format: "pem", type: "spki" }).toString();
const SIGNING = { key: { kind: "jwks", uri: jwksUri } } as const;
type Change = Parameters<typeof changeOauth2>[2];
const change = (fields: Parameters<typeof anOauth2Credential>[0], patch: Change) =>
  changeOauth2(STAGE, anOauth2Credential(fields), patch, NOW);

describe("a change of a client", () => {
  it("keeps what is not named, and takes away what is null", () => {
    const changed = change({ scopes: ["a"], accessTokenSeconds: 60 }, { scopes: null, name: "other" });
    expect(changed).toMatchObject({ name: "other", accessTokenSeconds: 60 });
    expect(changed).not.toHaveProperty("scopes");
    expect(changed).not.toHaveProperty("tokensSince");
  });

  it("that disables it ends the tokens that there are, and one that enables it brings none back", () => {
    expect(change({}, { status: "disabled" }).tokensSince).toBe(timeAt(NOW));
    const before = { status: "disabled", tokensSince: timeAt(NOW - 1) } as const;
    expect(change(before, { status: "enabled" }).tokensSince).toBe(timeAt(NOW - 1));
  });

  it.each([
    ["a public key", { publicKey }, { kind: "pem", pem: publicKey }],
    [
      "where its keys are published",
      { jwksUri: "https://idp.test/next" },
      { kind: "jwks", uri: "https://idp.test/next" },
    ],
  ])("gives one with a key another: %s", (_what, patch, key) => {
    expect(change(SIGNING, patch).key).toEqual(key);
  });

  it.each<[what: string, fields: typeof SIGNING | object, patch: Change, pointer: string]>([
    ["other places for its tokens", {}, { in: [{ where: "header", name: "x-token" }] }, "/in"],
    ["a key for one with a secret", {}, { publicKey }, "/publicKey"],
    ["published keys for one with a secret", {}, { jwksUri }, "/jwksUri"],
    ["two keys", SIGNING, { publicKey, jwksUri }, "/jwksUri"],
    ["what is no key", SIGNING, { publicKey: "nonsense" }, "/publicKey"],
    ["published keys without TLS", SIGNING, { jwksUri: "http://idp.test/keys" }, "/jwksUri"],
  ])("is refused: %s", async (_what, fields, patch, pointer) => {
    expect(await outcomeOf(() => change(fields, patch))).toBe(`invalid-input ${pointer}`);
  });
});
