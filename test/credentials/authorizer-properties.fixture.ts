import { randomBytes } from "node:crypto";
import type { CallRecordStore } from "@latchkey/core/call-records/call-records";
import { usernamePointer } from "@latchkey/core/credential/basic/username-pointer";
import type { Credential } from "@latchkey/core/credential/credential";
import { jwtPointer } from "@latchkey/core/credential/jwt/jwt-pointer";
import { lookupOf } from "@latchkey/core/credential/part/credential-place";
import { hashKey, sha256 } from "@latchkey/core/key-ring/pepper";
import { seal } from "@latchkey/core/key-ring/seal";
import type { CallRequest } from "@latchkey/core/presented/call-request";
import { aConsumer, aCredential, aRing, aService, aSubscription, NOW } from "@latchkey/core/testing/records";
import { createAuthorizer } from "@latchkey/core/verdict/create-authorizer";
import { mintAccessKey } from "@latchkey/signing/access-key/access-key-format";
import { mintApiKey } from "@latchkey/signing/api-key/api-key-format";
import { signApisixSignature } from "@latchkey/signing/apisix-signature/sign-apisix-signature";
import { signAws4 } from "@latchkey/signing/aws4/sign-aws4";
import { signGatewayHmac } from "@latchkey/signing/gateway-hmac/sign-gateway-hmac";
import { signKongHmac } from "@latchkey/signing/kong-hmac/sign-kong-hmac";
import { signRfc9421 } from "@latchkey/signing/rfc9421/sign-rfc9421";
import fc from "fast-check";
import { rsa, spki } from "./tokens.fixture.ts";

export const rings = { pepper: aRing("p1"), data: aRing("d1") };

export const ring = async (name: string) => (name === "pepper" ? rings.pepper : rings.data);

export const consumer = aConsumer();

export const service = aService({ slug: "echo" });

export const subscription = aSubscription({
  status: "active",
  serviceId: service.id,
  service: service.slug,
  consumerId: consumer.id,
});

export const part = consumer.id.slice("con_".length);

export const SECRET = "a-secret-of-at-least-thirty-two-characters";

export const base = (id: string) => ({ ...aCredential({ id }), id });

export const apiKey = mintApiKey(part, randomBytes(64), lookupOf("crd_key"));

export const accessKey = mintAccessKey(part, lookupOf("crd_sign"));

export const jwt = {
  ...base("crd_rs"),
  type: "jwt" as const,
  algorithms: ["RS256" as const],
  issuer: "https://i.example",
  audience: "api",
  subjectClaim: "sub" as const,
  requireExpiry: true,
  clockSkewSeconds: 60,
};

export const CREDENTIALS: Record<string, Credential> = {
  crd_key: aCredential({ id: "crd_key", secrets: [hashKey(rings.pepper, sha256(apiKey))] }),
  crd_sign: {
    ...base("crd_sign"),
    type: "aksk",
    accessKey,
    secrets: [{ sealed: seal(rings.data, SECRET, "crd_sign", randomBytes) }],
    schemes: ["aws4", "gateway-hmac", "rfc9421", "signature", "kong"],
    clockSkewSeconds: 300,
    replayProtection: false,
    allowUnsignedPayload: false,
  },
  crd_rs: { ...jwt, key: { kind: "pem", pem: spki(rsa.publicKey) } },
  crd_hs: {
    ...jwt,
    id: "crd_hs",
    algorithms: ["HS256"],
    issuer: "https://h.example",
    key: {
      kind: "secret",
      secrets: [{ sealed: seal(rings.data, SECRET, "crd_hs", randomBytes), encoding: "text" }],
    },
  },
  crd_basic: { ...base("crd_basic"), type: "basic", username: "ana", secrets: [] },
};

export const POINTERS = new Map([
  [jwtPointer("https://i.example", "sub", undefined), "crd_rs"],
  [jwtPointer("https://h.example", "sub", undefined), "crd_hs"],
  [usernamePointer("ana"), "crd_basic"],
]);

/** Records that never change; that the real store gives them is shown elsewhere. */
export const store: CallRecordStore = {
  read: async ({ callers }) => ({
    own: callers.map(({ consumerId, lookup }) => ({
      credential: Object.values(CREDENTIALS).find(({ id }) => lookupOf(id) === lookup),
      consumer: consumerId === consumer.id ? consumer : undefined,
      subscription,
    })),
    service: { found: service },
    suspendedTeams: new Set(),
  }),
  byPointers: async (names) =>
    new Map(
      names.flatMap((name) => {
        const id = POINTERS.get(name);
        return id ? [[name, { consumerId: consumer.id, lookup: lookupOf(id) }] as const] : [];
      }),
    ),
  byLogin: async ({ username }) => {
    const id = POINTERS.get(usernamePointer(username));
    return { failures: 0, ...(id ? { place: { consumerId: consumer.id, lookup: lookupOf(id) } } : {}) };
  },
  countFailure: async () => {},
  byToken: async ({ identities, issuers }) => ({
    holders: new Map(
      identities.flatMap((name) => {
        const credentialId = POINTERS.get(name);
        return credentialId
          ? [[name, [{ consumerId: consumer.id, credentialId, lookup: lookupOf(credentialId) }]] as const]
          : [];
      }),
    ),
    owners: new Map(issuers.map((name) => [name, { team: consumer.team, teams: [] }])),
  }),
  isNamedWithSecret: async () => false,
};

export const authorizer = createAuthorizer(store, { ring, refresh: ring });

export const call = (parts: Partial<CallRequest>): CallRequest => ({
  method: "GET",
  path: "/echo/orders",
  service: "echo",
  rest: "/orders",
  query: [],
  headers: {},
  sourceIp: "192.0.2.1",
  requestId: "r-1",
  ...parts,
});

/** A request as API Gateway would tell it. */
export const asReceived = (url: string, method: string, headers: Record<string, string>): CallRequest => {
  const { pathname, searchParams, host } = new URL(url);
  const names = [...new Set(searchParams.keys())].sort();
  return call({
    method,
    path: pathname,
    query: names.flatMap((name) => searchParams.getAll(name).map((value): [string, string] => [name, value])),
    headers: Object.fromEntries(
      Object.entries({ host, ...headers }).map(([name, value]) => [name.toLowerCase(), [value]]),
    ),
  });
};

/** AWS's rule takes empty segments out of what is signed, except for `s3`. */
export const serviceFor = (url: string): string =>
  new URL(url).pathname.includes("//") ? "s3" : "execute-api";

export const SIGNERS = {
  aws4: (request: Parameters<typeof signRfc9421>[0], keys: Parameters<typeof signRfc9421>[1], at: Date) =>
    signAws4(request, { ...keys, region: "eu", service: serviceFor(String(request.url)) }, at),
  "gateway-hmac": signGatewayHmac,
  rfc9421: signRfc9421,
  signature: signApisixSignature,
  kong: signKongHmac,
};

export const text = fc.string({ unit: "grapheme", maxLength: 20 });

export const sent = fc.record({
  method: fc.constantFrom("GET", "POST", "PUT", "DELETE", "PATCH"),
  path: fc.array(text.map(encodeURIComponent), { maxLength: 4 }).map((parts) => `/echo/${parts.join("/")}`),
  query: fc.array(
    fc.tuple(
      text.filter((name) => name !== ""),
      text,
    ),
    { maxLength: 4 },
  ),
  note: fc.stringMatching(/^[!-~]([ -~]{0,20}[!-~])?$/),
  body: fc.uint8Array({ maxLength: 64 }),
  scheme: fc.constantFrom("aws4", "gateway-hmac", "rfc9421", "signature", "kong"),
});

export type Sent = typeof sent extends fc.Arbitrary<infer T> ? T : never;

export const signedCall = async ({ method, path, query, note, body, scheme }: Sent) => {
  const search = new URLSearchParams(query).toString();
  const url = `https://gw.example${path}${search === "" ? "" : `?${search}`}`;
  const headers = { "x-note": note };
  const added = await SIGNERS[scheme](
    { method, url, headers, body },
    { accessKey, secretKey: SECRET },
    new Date(NOW),
  );
  return asReceived(url, method, { ...headers, ...added });
};
