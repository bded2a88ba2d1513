import { describe, expect, it } from "vitest";
import type { aConsumer } from "../../../testing/records.ts";
import { NOW } from "../../../testing/records.ts";
import type { Position } from "../../part/position.ts";
import type { JwtCredential } from "../jwt-credential.ts";
import { fittingCandidates, tokenNames } from "./fitting-candidates.ts";
import { aToken, BEARER, credentialOf, ISSUER, jwtTable, parsed, REQUEST } from "./jwt-call.fixture.ts";
import { jwtNames } from "./jwt-identity.ts";

const QUERY: Position = { where: "query", name: "jwt" };

interface Case {
  claims?: object;
  fields?: Partial<JwtCredential>;
  consumer?: Parameters<typeof aConsumer>[0];
  at?: Position;
}

const candidates = async ({ claims, fields, consumer, at = BEARER }: Case) => {
  const token = { jwt: parsed(aToken(claims)), positions: [at], keyNames: [] };
  return fittingCandidates(token, REQUEST, jwtTable([credentialOf(1, fields)], consumer).readerAt(NOW));
};

describe("the credentials that a token may be of", () => {
  it.each<[string, Case, string[]]>([
    ["name its subject", {}, ["exact"]],
    ["do not name another subject", { claims: { sub: "bob" } }, []],
    ["do not name another issuer", { claims: { iss: "https://other.test" } }, []],
    ["are of its algorithm", { fields: { algorithms: ["HS512"] } }, []],
    ["are of a consumer that is not deleted", { consumer: { status: "deleted" } }, []],
    ["accept its position", { at: QUERY }, []],
    ["name its position", { at: QUERY, fields: { in: [QUERY] } }, ["exact"]],
    ["name no other position", { fields: { in: [QUERY] } }, []],
  ])("%s", async (_what, one, fits) => {
    expect((await candidates(one)).fitting.map(({ fit }) => fit)).toEqual(fits);
  });

  it("tell whether the value is an imported key too", async () => {
    const jwt = parsed(aToken());
    const reader = () => jwtTable([credentialOf(1)]).readerAt(NOW);
    const [held = ""] = jwtNames(jwt.claims);
    const isKey = async (keyNames: string[]) =>
      (await fittingCandidates({ jwt, positions: [BEARER], keyNames }, REQUEST, reader())).isKey;
    expect([await isKey([]), await isKey(["unknown"]), await isKey([held])]).toEqual([false, false, true]);
  });
});

it("a token is looked up by its identities, its issuer, and as an imported key", () => {
  const { claims } = parsed(aToken());
  expect(tokenNames(parsed(aToken()), ["key"])).toEqual({
    identities: [...jwtNames(claims), "key"],
    issuers: [ISSUER],
  });
  expect(tokenNames(parsed(aToken({ iss: undefined })), []).issuers).toEqual([]);
});
