import { parseJwt } from "@latchkey/signing/jwt/parse-jwt";
import { describe, expect, it } from "vitest";
import { publicTokenRing } from "../access-token/token-keys.ts";
import { checkAccessToken } from "../credential/oauth2/verify/check-access-token.ts";
import { anOauth2Credential } from "../testing/credentials.ts";
import {
  aConsumer,
  aRing,
  aService,
  aSubscription,
  countingBytes,
  DAY,
  keysOf,
  NOW,
  timeAt,
} from "../testing/records.ts";
import type { ProvenClient } from "./authenticate-client.ts";
import { createIssueToken } from "./issue-token.ts";
import { OauthRefusal } from "./oauth-refusal.ts";

const ring = aRing("t1");
const stage = { issuer: "https://api.test", gateway: "https://gateway.test" };
const AT = NOW / 1000;

const { history: _long, ...subscription } = aSubscription({ status: "active" });
const proven: ProvenClient = {
  credential: anOauth2Credential(),
  consumer: aConsumer(),
  service: aService(),
  subscription,
  suspendedTeams: new Set(),
};
const scoped: Partial<ProvenClient> = {
  service: aService({ scopes: [{ name: "read" }, { name: "write" }] }),
};
const withClient = (fields: Partial<ProvenClient["credential"]>): Partial<ProvenClient> => ({
  credential: anOauth2Credential(fields),
});

const world = (fields: Partial<ProvenClient> = {}) => {
  const services: string[] = [];
  const issue = createIssueToken({
    authenticate: async ({ service }) => {
      services.push(service);
      return { ...proven, ...fields };
    },
    stores: { subscriptionsOfConsumer: async () => ({ items: [] }), service: async () => undefined },
    keys: keysOf(ring),
    ...{ stage, random: countingBytes },
  });
  const ask = (
    form: Record<string, string> = {},
    now = NOW,
    grant: object = { grant_type: "client_credentials" },
  ) => {
    const asked = { ...grant, client_id: "c", client_secret: "s", ...form };
    return issue({ authorization: [], form: new Map(Object.entries(asked)), sourceIp: "192.0.2.1" }, now);
  };
  const token = async (form?: Record<string, string>, now?: number) => {
    const { answer } = await ask(form, now);
    const jwt = parseJwt(answer.access_token);
    const held = jwt && (await checkAccessToken(keysOf(publicTokenRing(ring)), jwt, stage.issuer));
    return { ...held, expires_in: answer.expires_in, answered: answer.scope };
  };
  const refusal = (form: Record<string, string>, now?: number) =>
    ask(form, now).then(
      () => "issued",
      (error: unknown) => (error instanceof OauthRefusal ? error.error : error),
    );
  return { ask, token, refusal, services };
};

const SERVICE = { resource: `${stage.gateway}/weather` };

describe("a token", () => {
  it("says whose it is, where it is good, and until when, and is checked with the public half", async () => {
    expect(await world().token(SERVICE)).toEqual({
      clientId: proven.credential.clientId,
      place: { consumerId: proven.credential.consumerId, lookup: proven.credential.clientId.slice(-6) },
      audience: "https://gateway.test/weather",
      jti: Buffer.from(countingBytes(16)).toString("base64url"),
      ...{ iat: AT, exp: AT + 900, expires_in: 900, answered: "" },
    });
  });

  it.each<[what: string, form: Record<string, string>, audience: string, read: string]>([
    ["all services where none is asked for", {}, "https://gateway.test", "latchkey"],
    ["all services where the gateway is", { resource: stage.gateway }, "https://gateway.test", "latchkey"],
    ["one", SERVICE, "https://gateway.test/weather", "weather"],
  ])("is for %s", async (_what, form, audience, read) => {
    const { token, services } = world();
    expect((await token(form)).audience).toBe(audience);
    expect(services).toEqual([read]);
  });

  it.each<[what: string, client: Partial<ProvenClient["credential"]>, now: number, iat: number, exp: number]>(
    [
      ["within a second", {}, NOW + 999, AT, AT + 900],
      ["until its client ends", { expiresAt: timeAt(NOW + 60_999) }, NOW, AT, AT + 60],
      ["for a second at least", { expiresAt: timeAt(NOW + 1) }, NOW, AT, AT + 1],
      ["after all that were ended", { tokensSince: timeAt(NOW + 1) }, NOW + 1, AT + 1, AT + 901],
      ["at the moment of their end", { tokensSince: timeAt(NOW) }, NOW, AT, AT + 900],
      ["for as long as its client has it", { accessTokenSeconds: 3600 }, NOW, AT, AT + 3600],
    ],
  )("lives %s", async (_what, client, now, iat, exp) => {
    expect(await world(withClient(client)).token({}, now)).toMatchObject({ iat, exp, expires_in: exp - iat });
  });

  it.each<
    [what: string, fields: Partial<ProvenClient>, form: Record<string, string>, scopes: string[] | undefined]
  >([
    ["none where its client has all", {}, {}, undefined],
    ["its client's", withClient({ scopes: ["a", "b"] }), {}, ["a", "b"]],
    ["of its client's those that are asked for", withClient({ scopes: ["a", "b"] }), { scope: "b" }, ["b"]],
    ["the service's that it has", { ...scoped, ...withClient({ scopes: ["read", "x"] }) }, SERVICE, ["read"]],
    [
      "the service's that its subscription has",
      { ...scoped, subscription: { ...subscription, scopes: ["write"] } },
      SERVICE,
      ["write"],
    ],
    ["one of the service's", scoped, { ...SERVICE, scope: "read" }, ["read"]],
  ])("names %s", async (_what, fields, form, scopes) => {
    const token = await world(fields).token(form);
    expect([token.scopes, token.answered]).toEqual([scopes, (scopes ?? []).join(" ")]);
  });

  it("is told with what is to be written: a hash under a newer pepper, and the use of a secret while two work", async () => {
    const rehash = {
      consumerId: "con_1",
      credentialId: "crd_1",
      at: 0,
      from: { hash: "h", pepper: "p1" },
      to: { hash: "i", pepper: "p2" },
    };
    const { consumerId, id: credentialId } = proven.credential;
    const { rehash: written, used } = await world({ rehash, mark: "b" } as Partial<ProvenClient>).ask();
    expect([written, used]).toEqual([rehash, { consumerId, credentialId, mark: "b" }]);
    const { answer: _answer, ...nothing } = await world().ask();
    expect(nothing).toEqual({});
  });
});

describe("no token", () => {
  it.each<[what: string, form: Record<string, string>, fields: Partial<ProvenClient>, error: string]>([
    ["another grant", { grant_type: "password" }, {}, "unsupported_grant_type"],
    ["the grant in capitals", { grant_type: "CLIENT_CREDENTIALS" }, {}, "unsupported_grant_type"],
    ["a scope that is none", { scope: " " }, {}, "invalid_scope"],
    ["a scope that its client lacks", { scope: "c" }, withClient({ scopes: ["a"] }), "invalid_scope"],
    ["a scope that the service lacks", { ...SERVICE, scope: "c" }, scoped, "invalid_scope"],
    ["another gateway", { resource: "https://gateway.test.evil.test" }, {}, "invalid_target"],
    ["the management API", { resource: `${stage.gateway}/latchkey` }, {}, "invalid_target"],
    ["a service that is not there", SERVICE, { service: undefined }, "invalid_target"],
    ["a draft", SERVICE, { service: aService({ status: "draft" }) }, "invalid_target"],
    ["a service without a subscription", SERVICE, { subscription: undefined }, "invalid_target"],
    ["a service of the same name", SERVICE, { service: aService({ id: "svc_2" }) }, "invalid_target"],
    ["an application", SERVICE, { subscription: { ...subscription, status: "pending" } }, "invalid_target"],
    [
      "a subscription that ends now",
      SERVICE,
      { subscription: { ...subscription, expiresAt: timeAt(NOW) } },
      "invalid_target",
    ],
    ["a suspended consumer", {}, { consumer: aConsumer({ status: "suspended" }) }, "unauthorized_client"],
    ["a suspended team", {}, { suspendedTeams: new Set(["callers"]) }, "unauthorized_client"],
    ["two ways to authenticate", { client_assertion: "x" }, {}, "invalid_request"],
  ])("is issued for %s", async (_what, form, fields, error) => {
    expect(await world(fields).refusal(form)).toBe(error);
  });

  it("is issued without a grant", async () => {
    const { ask, services } = world();
    await expect(ask({}, NOW, {})).rejects.toMatchObject({ error: "invalid_request" });
    expect(services).toEqual([]);
  });

  it("is issued to a client that asks for more than 3,000 in a minute", async () => {
    const { refusal } = world();
    const asked = await Promise.all(Array.from({ length: 3001 }, () => refusal({ resource: "x:" })));
    expect(asked.filter((error) => error === "slow-down")).toHaveLength(1);
    expect(await refusal({}, NOW + 59_999)).toBe("slow-down");
    expect(await refusal({}, NOW + DAY)).toBe("issued");
  });
});
