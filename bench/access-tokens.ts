import { randomBytes, sign, verify } from "node:crypto";
import { signAccessToken } from "@latchkey/core/access-token/sign-access-token";
import { checkingKey, publicTokenRing, tokenKey } from "@latchkey/core/access-token/token-keys";
import { createCallReaders } from "@latchkey/core/call-records/call-readers";
import { clientIdOf } from "@latchkey/core/credential/oauth2/client-id";
import type { Oauth2Credential } from "@latchkey/core/credential/oauth2/oauth2-credential";
import { createVerifyOauth2 } from "@latchkey/core/credential/oauth2/verify/verify-oauth2";
import type { KeyRings } from "@latchkey/core/key-ring/key-ring";
import { hashKey, sha256 } from "@latchkey/core/key-ring/pepper";
import { NO_JWKS } from "@latchkey/core/proof/jwks-source";
import { aConsumer, aCredential, aRing, aService, aSubscription } from "@latchkey/core/testing/records";
import { createAuthenticateClient } from "@latchkey/core/token/authenticate-client";
import { createIssueToken } from "@latchkey/core/token/issue-token";
import { DEFAULT_AUTHORIZER_SETTINGS } from "@latchkey/core/verdict/authorize";
import { bearerRequest } from "./bearer-request.ts";
import type { BenchCase } from "./bench-case.ts";
import { callStore } from "./call-store.ts";

const stage = { issuer: "https://api.example.com", gateway: "https://gateway.example.com" };
const lifetime = 3_600_000;

/** A client with a secret, and everything that the table holds of it. */
const world = () => {
  const ring = aRing("k1");
  const halves = publicTokenRing(ring);
  const ringOf: KeyRings["ring"] = async (name) => (name === "token-public" ? halves : ring);
  const keys: KeyRings = { ring: ringOf, refresh: ringOf };
  const consumer = aConsumer();
  const {
    type: _type,
    imported: _imported,
    secrets: _secrets,
    ...common
  } = aCredential({ id: "crd_1", consumerId: consumer.id });
  const clientId = clientIdOf({ consumerId: consumer.id, id: common.id });
  const secret = "lkcs_secret";
  const credential: Oauth2Credential = {
    ...common,
    type: "oauth2",
    clientId,
    secrets: [hashKey(ring, sha256(secret))],
    accessTokenSeconds: 900,
  };
  const service = aService();
  const subscription = aSubscription({ status: "active" });
  const store = callStore(service, () => ({ credential, consumer, subscription }));
  return { ring, halves, keys, clientId, secret, service, store };
};

/** The stage's own tokens, checked and made, beside ES256 alone. */
export const accessTokenCases = (): readonly BenchCase[] => {
  const { ring, halves, keys, clientId, secret, service, store } = world();
  const iat = Math.floor(Date.now() / 1000);
  const claims = {
    iss: stage.issuer,
    sub: clientId,
    client_id: clientId,
    aud: stage.gateway,
    exp: iat + 3600,
    iat,
    jti: "1",
  };
  const token = signAccessToken(tokenKey(ring), claims);
  const request = bearerRequest(service.slug, token);
  const settings = { ...DEFAULT_AUTHORIZER_SETTINGS, recordLifetime: lifetime };
  const readers = createCallReaders(store, settings);
  const proving = (tokenLifetime: number) => {
    const prove = createVerifyOauth2(keys, stage, { tokenLifetime, mostTokens: 1000 });
    const presented: Parameters<typeof prove>[0] = {
      token,
      positions: [{ where: "header", name: "authorization" }],
    };
    return async () => {
      const proof = await prove(presented, request, readers.forVerdict(Date.now()));
      if (proof?.outcome !== "proven") throw new Error("refused");
    };
  };
  const [header = "", payload = "", signature = ""] = token.split(".");
  const key = checkingKey(halves, ring.current);
  if (!key) throw new Error("The ring has its current key.");
  const asked = {
    authorization: [`Basic ${Buffer.from(`${clientId}:${secret}`).toString("base64")}`],
    form: new Map([["grant_type", "client_credentials"]]),
  };
  const issue = () =>
    createIssueToken({
      authenticate: createAuthenticateClient({
        records: store,
        keys,
        jwks: NO_JWKS,
        replays: { claim: async () => true },
        stage,
      }),
      stores: { subscriptionsOfConsumer: async () => ({ items: [] }), service: async () => service },
      keys,
      stage,
      random: randomBytes,
    });
  let issuing = issue();
  let left = 1000;
  const floor: BenchCase = {
    group: "OAuth 2 access token, uncached",
    name: "node:crypto, ES256, and JSON.parse",
    role: "floor",
    run: () => {
      const signed = Buffer.from(`${header}.${payload}`);
      const given = { key, dsaEncoding: "ieee-p1363" } as const;
      const held = verify("sha256", signed, given, Buffer.from(signature, "base64url"));
      if (!held || JSON.parse(Buffer.from(payload, "base64url").toString()).exp * 1000 < Date.now())
        throw new Error("refused");
    },
  };
  const again = "OAuth 2 access token: the same token again";
  const endpoint = "OAuth 2 token endpoint, the client by its secret";
  return [
    floor,
    { group: floor.group, name: "latchkey, records warm", role: "ours", atLeast: 0.8, run: proving(0) },
    { ...floor, group: again },
    { group: again, name: "latchkey, remembered", role: "ours", atLeast: 10, run: proving(lifetime) },
    {
      group: endpoint,
      name: "ES256 signature alone",
      role: "floor",
      run: () => sign("sha256", Buffer.from(`${header}.${payload}`), tokenKey(ring).key),
    },
    {
      group: endpoint,
      name: "latchkey, without the table (argon2id would be 50 ms)",
      role: "ours",
      atMostMicroseconds: 500,
      atMostP99Microseconds: 2000,
      run: async () => {
        // One instance gives a client 3,000 tokens in a minute.
        left = left > 0 ? left - 1 : 1000;
        if (left === 0) issuing = issue();
        await issuing({ ...asked, sourceIp: "192.0.2.1" }, Date.now());
      },
    },
  ];
};
