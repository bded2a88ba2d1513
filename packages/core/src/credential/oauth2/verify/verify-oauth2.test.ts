import { describe, expect, it } from "vitest";
import { signAccessToken } from "../../../access-token/sign-access-token.ts";
import { publicTokenRing, tokenKey } from "../../../access-token/token-keys.ts";
import { createCallReaders } from "../../../call-records/call-readers.ts";
import { requestOf } from "../../../presented/call-request.fixture.ts";
import { anOauth2Credential } from "../../../testing/credentials.ts";
import { aConsumer, aForgedRing, aRing, DAY, keysOf, NOW, timeAt } from "../../../testing/records.ts";
import { DEFAULT_AUTHORIZER_SETTINGS } from "../../../verdict/authorize.ts";
import { calledTable } from "../../../verdict/called-table.fixture.ts";
import type { Oauth2Credential } from "../oauth2-credential.ts";
import { createVerifyOauth2, hasAccessTokenForm } from "./verify-oauth2.ts";

const ring = aRing("t1");
const STAGE = { issuer: "https://api.test", gateway: "https://gateway.test" };
const AT = NOW / 1000;
const client = anOauth2Credential();
const CLAIMS = {
  ...{ iss: STAGE.issuer, sub: client.clientId, client_id: client.clientId, aud: STAGE.gateway },
  ...{ jti: "1", iat: AT, exp: AT + 60 },
};
const tokenOf = (claims: object = {}, of = ring) => signAccessToken(tokenKey(of), { ...CLAIMS, ...claims });

interface World {
  client?: Partial<Oauth2Credential>;
  consumer?: Parameters<typeof aConsumer>[0];
  stage?: typeof STAGE | undefined;
}

const world = (made: World = {}) => {
  const { store } = calledTable();
  const records = {
    credential: { ...client, ...made.client },
    consumer: aConsumer(made.consumer),
    subscription: undefined,
  };
  const readers = createCallReaders(
    {
      ...store,
      read: async (wanted) => ({ ...(await store.read(wanted)), own: wanted.callers.map(() => records) }),
    },
    DEFAULT_AUTHORIZER_SETTINGS,
  );
  const stage = "stage" in made ? made.stage : STAGE;
  const verify = createVerifyOauth2(keysOf(publicTokenRing(ring)), stage, {
    tokenLifetime: DAY,
    mostTokens: 10,
  });
  const proof = (token: string, { slug = "weather", now = NOW, name = "authorization" } = {}) =>
    verify({ token, positions: [{ where: "header", name }] }, requestOf("", slug), readers.forVerdict(now));
  const outcome = async (...of: Parameters<typeof proof>) => {
    const found = await proof(...of);
    return found?.outcome === "refused" ? found.reason : found?.outcome;
  };
  return { proof, outcome, records };
};

describe("a token of the stage's own", () => {
  it("proves its client, without its body", async () => {
    const found = await world().proof(tokenOf());
    expect(found).toMatchObject({
      outcome: "proven",
      body: "any",
      records: { credential: { id: client.id } },
    });
  });

  it.each<[what: string, token: string, world: World, slug: string, outcome: string]>([
    ["a service of its own", tokenOf({ aud: `${STAGE.gateway}/weather` }), {}, "weather", "proven"],
    ["another service", tokenOf({ aud: `${STAGE.gateway}/weather` }), {}, "tides", "unknown-credential"],
    ["the management API", tokenOf(), {}, "latchkey", "proven"],
    [
      "the management API as a service",
      tokenOf({ aud: `${STAGE.gateway}/latchkey` }),
      {},
      "latchkey",
      "unknown-credential",
    ],
    ["another gateway", tokenOf({ aud: "https://gateway.evil.test" }), {}, "weather", "unknown-credential"],
    ["a signature of another's", tokenOf({}, aForgedRing("t1")), {}, "weather", "bad-signature"],
    ["no client", tokenOf({ client_id: "x", sub: "x" }), {}, "weather", "bad-signature"],
    ["an end that has come", tokenOf({ exp: AT }), {}, "weather", "credential-expired"],
    ["a deleted consumer", tokenOf(), { consumer: { status: "deleted" } }, "weather", "unknown-credential"],
    [
      "another client at its place",
      tokenOf(),
      { client: { clientId: "cl_other" } },
      "weather",
      "unknown-credential",
    ],
    [
      "a moment before all were ended",
      tokenOf(),
      { client: { tokensSince: timeAt(NOW + 1) } },
      "weather",
      "unknown-credential",
    ],
    ["the moment of their end", tokenOf(), { client: { tokensSince: timeAt(NOW) } }, "weather", "proven"],
    [
      "a revocation of its own",
      tokenOf(),
      { client: { revokedTokens: [{ jti: "1", until: AT + 60 }] } },
      "weather",
      "unknown-credential",
    ],
    [
      "a revocation of another",
      tokenOf(),
      { client: { revokedTokens: [{ jti: "2", until: AT + 60 }] } },
      "weather",
      "proven",
    ],
  ])("with %s is told apart", async (_what, token, made, slug, outcome) => {
    expect(await world(made).outcome(token, { slug })).toBe(outcome);
  });

  it("is good where its client may carry it alone", async () => {
    expect(await world().outcome(tokenOf(), { name: "x-token" })).toBe("unknown-credential");
    const named = world({ client: { in: [{ where: "header", name: "X-Token" }] } });
    expect(await named.outcome(tokenOf(), { name: "x-token" })).toBe("proven");
    expect(await named.outcome(tokenOf())).toBe("unknown-credential");
  });

  it("is looked at with each call as its client is then, though its signature is remembered", async () => {
    const { outcome, records } = world();
    expect(await outcome(tokenOf())).toBe("proven");
    expect(await outcome(tokenOf(), { now: NOW + 59_999 })).toBe("proven");
    expect(await outcome(tokenOf(), { now: NOW + 60_000 })).toBe("credential-expired");
    records.credential = { ...records.credential, tokensSince: timeAt(NOW + 1) };
    expect(await outcome(tokenOf(), { now: NOW + DAY })).toBe("credential-expired");
  });

  it.each<[what: string, claims: object, scopes: string[] | undefined, left: string[] | undefined]>([
    ["its client's where it names none", {}, ["a"], ["a"]],
    ["all where neither names any", {}, undefined, undefined],
    ["those of both", { scope: "b c" }, ["a", "b"], ["b"]],
    ["its own of a client without any", { scope: "b" }, undefined, ["b"]],
    ["none where it names none of its client's", { scope: "" }, ["a"], []],
  ])("has the scopes %s", async (_what, claims, scopes, left) => {
    const found = await world({ client: scopes ? { scopes } : {} }).proof(tokenOf(claims));
    expect(found?.outcome === "proven" && found.records.credential.scopes).toEqual(left);
  });
});

describe("another token", () => {
  it.each<[what: string, token: string, world: World]>([
    ["another issuer's", tokenOf({ iss: "https://other.test" }), {}],
    ["one that only begins so", tokenOf().slice(0, 60), {}],
    ["a key", "lk_0123", {}],
    ["nothing", "", {}],
    ["one where the stage makes none", tokenOf(), { stage: undefined }],
  ])("proves nothing here: %s", async (_what, token, made) => {
    expect(await world(made).proof(token)).toBeUndefined();
  });

  it("is told by its first characters", () => {
    expect(hasAccessTokenForm(tokenOf({}, aRing("any-other-key")))).toBe(true);
    expect(hasAccessTokenForm(tokenOf().slice(1))).toBe(false);
  });
});
