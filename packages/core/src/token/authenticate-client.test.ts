import { generateKeyPairSync, sign } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { WantedRecords } from "../call-records/call-records.ts";
import type { Credential } from "../credential/credential.ts";
import { UNMARKED_SECRET } from "../credential/oauth2/oauth2-credential.ts";
import { hashKey, sha256 } from "../key-ring/pepper.ts";
import { NO_JWKS } from "../proof/jwks-source.ts";
import { anOauth2Credential } from "../testing/credentials.ts";
import { aConsumer, aCredential, aRing, aService, keysOf, NOW, timeAt } from "../testing/records.ts";
import { createAuthenticateClient } from "./authenticate-client.ts";
import type { ClientClaim } from "./client-claim.ts";
import { OauthRefusal } from "./oauth-refusal.ts";

const ring = aRing("p2", "p1");
const stage = { issuer: "https://api.test", gateway: "https://gateway.test" };
const hashed = (secret: string, fields: object = {}, of = ring) => ({
  ...hashKey(of, sha256(secret)),
  ...fields,
});
const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
const keyed = {
  key: { kind: "pem" as const, pem: String(publicKey.export({ type: "spki", format: "pem" })) },
};
const client = anOauth2Credential({ secrets: [hashed("right")] });
const { clientId } = client;

const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
const assertion = (claims: object = {}, key = privateKey): string => {
  const said = { iss: clientId, sub: clientId, aud: stage.issuer, jti: "1", exp: NOW / 1000 + 60, ...claims };
  const input = `${encoded({ alg: "ES256" })}.${encoded(said)}`;
  return `${input}.${sign("sha256", Buffer.from(input), { key, dsaEncoding: "ieee-p1363" }).toString("base64url")}`;
};

type Found = Parameters<typeof anOauth2Credential>[0];

const world = (
  fields: Found = {},
  consumer: Parameters<typeof aConsumer>[0] = {},
  credential: Credential = { ...client, ...fields },
) => {
  const wanted: WantedRecords[] = [];
  const claimed = new Map<string, number>();
  const failures: string[] = [];
  const records = {
    credential,
    consumer: aConsumer(consumer),
    subscription: undefined,
  };
  const authenticate = createAuthenticateClient({
    records: {
      read: async (asked) => {
        wanted.push(asked);
        return { own: [records], service: { found: aService() }, suspendedTeams: new Set<string>() };
      },
      byLogin: async () => ({ failures: 0 }),
      countFailure: async ({ lane }) => void failures.push(lane),
    },
    keys: keysOf(ring),
    jwks: NO_JWKS,
    replays: {
      claim: async ({ key, until }) => {
        if (claimed.has(key)) return false;
        claimed.set(key, until);
        return true;
      },
    },
    stage,
  });
  const prove = (claim: ClientClaim) =>
    authenticate({ claim, sourceIp: "192.0.2.1", service: "weather" }, NOW);
  const outcome = (claim: ClientClaim) =>
    prove(claim).then(
      () => "proven",
      (error: unknown) => (error instanceof OauthRefusal ? error.error : error),
    );
  return { prove, outcome, wanted, claimed, failures };
};

const bySecret = (secret: string, id = clientId): ClientClaim => ({ by: "secret", clientId: id, secret });
const byAssertion = (text: string, id?: string): ClientClaim => ({
  ...{ by: "assertion", assertion: text },
  ...(id === undefined ? {} : { clientId: id }),
});

describe("a client with a secret", () => {
  it("is proven in one read of its own records and of the service that it asks for", async () => {
    const { prove, wanted, failures } = world();
    const { credential, service, mark, rehash } = await prove(bySecret("right"));
    expect([credential.clientId, service?.slug, mark, rehash]).toEqual([
      clientId,
      "weather",
      undefined,
      undefined,
    ]);
    const callers = [{ consumerId: client.consumerId, lookup: clientId.slice(-6) }];
    expect(wanted).toEqual([{ slug: "weather", callers, service: true, suspendedTeams: true }]);
    expect(failures).toEqual([]);
  });

  const overlap = (until: number) => ({
    secrets: [hashed("new", { mark: "a" }), hashed("right", { validUntil: timeAt(until) })],
  });

  it.each<[what: string, fields: Found, secret: string, outcome: string]>([
    ["a wrong secret", {}, "wrong", "invalid_client"],
    ["no secret", {}, "", "invalid_client"],
    ["a former secret that still works", overlap(NOW + 1), "right", "proven"],
    ["a former secret that ends now", overlap(NOW), "right", "invalid_client"],
    ["the new one of two", overlap(NOW + 1), "new", "proven"],
    ["a client that has none", { secrets: [] }, "right", "invalid_client"],
    [
      "another client's name under its look-up",
      { clientId: `${clientId.slice(0, -1)}_` },
      "right",
      "invalid_client",
    ],
    ["a client that is disabled", { status: "disabled" }, "right", "invalid_client"],
    ["a client that ends now", { expiresAt: timeAt(NOW) }, "right", "invalid_client"],
    ["a client that ends in a moment", { expiresAt: timeAt(NOW + 1) }, "right", "proven"],
  ])("with %s", async (_what, fields, secret, outcome) => {
    expect(await world(fields).outcome(bySecret(secret))).toBe(outcome);
  });

  it("is told by the mark of its secret while two work", async () => {
    const { prove } = world(overlap(NOW + 1));
    const marks = [await prove(bySecret("new")), await prove(bySecret("right"))].map(({ mark }) => mark);
    expect(marks).toEqual(["a", UNMARKED_SECRET]);
  });

  it("is proven by what a former pepper made, and hashed under the current one", async () => {
    const { prove } = world({ secrets: [hashed("right", {}, aRing("p1"))] });
    expect((await prove(bySecret("right"))).rehash).toMatchObject({
      from: { pepper: "p1" },
      to: { pepper: "p2" },
    });
  });

  it("is nothing once its consumer is deleted, or where another type is found", async () => {
    expect(await world({}, { status: "deleted" }).outcome(bySecret("right"))).toBe("invalid_client");
    expect(await world({}, {}, aCredential({ secrets: client.secrets })).outcome(bySecret("right"))).toBe(
      "invalid_client",
    );
  });

  it.each(["", "x", "cl_", `${clientId}0`, `con_${"0".repeat(22)}`, "x".repeat(10_000)])(
    "is read and counted like an unknown one where its name is none: %j",
    async (name) => {
      const { outcome, wanted, failures } = world();
      expect(await outcome(bySecret("right", name))).toBe("invalid_client");
      expect(wanted).toHaveLength(1);
      expect(failures).toEqual([expect.stringMatching(/ none$/)]);
    },
  );
});

describe("a client with a key", () => {
  it("is proven once by one assertion, which is used up until its end", async () => {
    const { outcome, claimed } = world(keyed);
    expect([await outcome(byAssertion(assertion())), await outcome(byAssertion(assertion()))]).toEqual([
      "proven",
      "invalid_client",
    ]);
    expect([...claimed]).toEqual([[`oauth2 ${clientId} 1`, NOW / 1000 + 60]]);
    expect(await outcome(byAssertion(assertion({ jti: "2" }), clientId))).toBe("proven");
  });

  const other = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey;

  it.each<[what: string, fields: Found, claim: ClientClaim]>([
    ["another key", keyed, byAssertion(assertion({}, other))],
    ["another client's name beside it", keyed, byAssertion(assertion(), `${clientId.slice(0, -1)}_`)],
    ["an end that is past", keyed, byAssertion(assertion({ exp: NOW / 1000 }))],
    ["another audience", keyed, byAssertion(assertion({ aud: stage.gateway }))],
    ["no key", {}, byAssertion(assertion())],
    ["no assertion", keyed, byAssertion("", clientId)],
    ["a secret that it has not", { ...keyed, secrets: [] }, bySecret("right")],
  ])("is not proven by %s, which uses nothing up", async (_what, fields, claim) => {
    const { outcome, claimed, failures } = world(fields);
    expect(await outcome(claim)).toBe("invalid_client");
    expect(claimed.size).toBe(0);
    expect(failures).toHaveLength(1);
  });
});
