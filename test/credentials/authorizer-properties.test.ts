import { createHash, randomBytes } from "node:crypto";
import { aRing } from "@latchkey/aws/testing/store-for-tests";
import type { CallRecordStore } from "@latchkey/core/call-records/call-records";
import { usernamePointer } from "@latchkey/core/credential/basic/username-pointer";
import type { Credential } from "@latchkey/core/credential/credential";
import { jwtPointer } from "@latchkey/core/credential/jwt/jwt-pointer";
import { lookupOf } from "@latchkey/core/credential/part/credential-place";
import { hashKey, sha256 } from "@latchkey/core/key-ring/pepper";
import { seal } from "@latchkey/core/key-ring/seal";
import type { CallRequest } from "@latchkey/core/presented/call-request";
import { aConsumer, aCredential, aService, aSubscription, NOW } from "@latchkey/core/testing/records";
import { createAuthorizer } from "@latchkey/core/verdict/authorize";
import { mintAccessKey } from "@latchkey/signing/access-key/access-key-format";
import { mintApiKey } from "@latchkey/signing/api-key/api-key-format";
import { signApisixSignature } from "@latchkey/signing/apisix-signature/sign-apisix-signature";
import { signAws4 } from "@latchkey/signing/aws4/sign-aws4";
import { signGatewayHmac } from "@latchkey/signing/gateway-hmac/sign-gateway-hmac";
import { signRfc9421 } from "@latchkey/signing/rfc9421/sign-rfc9421";
import fc from "fast-check";
import { jwtVerify } from "jose";
import { describe, expect, it } from "vitest";
import { b64, byHmac, byRsa, rsa, spki, token } from "./tokens.fixture.ts";

const rings = { pepper: aRing("p1"), data: aRing("d1") };
const ring = async (name: string) => (name === "pepper" ? rings.pepper : rings.data);
const consumer = aConsumer();
const service = aService({ slug: "echo" });
const subscription = aSubscription({
  status: "active",
  serviceId: service.id,
  service: service.slug,
  consumerId: consumer.id,
});
const part = consumer.id.slice("con_".length);

const SECRET = "a-secret-of-at-least-thirty-two-characters";
const base = (id: string) => ({ ...aCredential({ id }), id });
const apiKey = mintApiKey(part, randomBytes(64), lookupOf("crd_key"));
const accessKey = mintAccessKey(part, lookupOf("crd_sign"));
const jwt = {
  ...base("crd_rs"),
  type: "jwt" as const,
  algorithms: ["RS256" as const],
  issuer: "https://i.example",
  audience: "api",
  subjectClaim: "sub" as const,
  requireExpiry: true,
  clockSkewSeconds: 60,
};
const CREDENTIALS: Record<string, Credential> = {
  crd_key: aCredential({ id: "crd_key", secrets: [hashKey(rings.pepper, sha256(apiKey))] }),
  crd_sign: {
    ...base("crd_sign"),
    type: "aksk",
    accessKey,
    secrets: [{ sealed: seal(rings.data, SECRET, "crd_sign", randomBytes) }],
    schemes: ["aws4", "gateway-hmac", "rfc9421", "signature"],
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
const POINTERS = new Map([
  [jwtPointer("https://i.example", "sub", undefined), "crd_rs"],
  [jwtPointer("https://h.example", "sub", undefined), "crd_hs"],
  [usernamePointer("ana"), "crd_basic"],
]);

/** Records that never change; that the real store gives them is shown elsewhere. */
const store: CallRecordStore = {
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
const authorizer = createAuthorizer(store, { ring, refresh: ring });

const call = (parts: Partial<CallRequest>): CallRequest => ({
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
const asReceived = (url: string, method: string, headers: Record<string, string>): CallRequest => {
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
const serviceFor = (url: string): string => (new URL(url).pathname.includes("//") ? "s3" : "execute-api");

const SIGNERS = {
  aws4: (request: Parameters<typeof signRfc9421>[0], keys: Parameters<typeof signRfc9421>[1], at: Date) =>
    signAws4(request, { ...keys, region: "eu", service: serviceFor(String(request.url)) }, at),
  "gateway-hmac": signGatewayHmac,
  rfc9421: signRfc9421,
  signature: signApisixSignature,
};

const text = fc.string({ unit: "grapheme", maxLength: 20 });
const sent = fc.record({
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
  scheme: fc.constantFrom("aws4", "gateway-hmac", "rfc9421", "signature"),
});
type Sent = typeof sent extends fc.Arbitrary<infer T> ? T : never;

const signedCall = async ({ method, path, query, note, body, scheme }: Sent) => {
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

describe("whatever we sign", () => {
  it("the authorizer accepts, and allows exactly that body", async () => {
    await fc.assert(
      fc.asyncProperty(sent, async (request) => {
        // A dot segment is taken out by every URL parser before it is signed.
        fc.pre(new URL(`https://gw.example${request.path}`).pathname === request.path);
        // The scheme takes several slashes at the end for one.
        fc.pre(request.scheme !== "gateway-hmac" || !request.path.endsWith("//"));
        const verdict = await authorizer.authorize(await signedCall(request), NOW);
        expect(verdict.kind).toBe("allowed");
        if (verdict.kind !== "allowed") return;
        const digest = createHash("sha256").update(request.body).digest("hex");
        expect(verdict.body).toBe(request.body.length === 0 ? "none" : `sha256=${digest}`);
      }),
    );
  });

  it("is refused after any single change of what was signed", async () => {
    const change = fc.record({
      what: fc.constantFrom("method", "path", "query name", "query value", "header", "host", "secret"),
      at: fc.nat(),
      by: fc.stringMatching(/^[a-z0-9]$/),
    });
    const changed = (value: string, at: number, by: string) => {
      const index = at % (value.length + 1);
      return `${value.slice(0, index)}${by}${value.slice(index)}`;
    };
    await fc.assert(
      fc.asyncProperty(sent, change, async (request, { what, at, by }) => {
        fc.pre(new URL(`https://gw.example${request.path}`).pathname === request.path);
        fc.pre(request.query.length > 0 || !what.startsWith("query"));
        // APISIX's clients sign no host.
        fc.pre(!(what === "host" && request.scheme === "signature"));
        const good = await signedCall(request);
        const [first, ...rest] = good.query;
        const evil: CallRequest = {
          ...good,
          ...(what === "method" ? { method: `${good.method}X` } : {}),
          ...(what === "path" ? { path: `/echo/${changed(good.path.slice(6), at, by)}` } : {}),
          ...(what === "query name" && first
            ? { query: [[changed(first[0], at, by), first[1]], ...rest] }
            : {}),
          ...(what === "query value" && first
            ? { query: [[first[0], changed(first[1], at, by)], ...rest] }
            : {}),
          ...(what === "header"
            ? { headers: { ...good.headers, "x-note": [changed(request.note, at, by)] } }
            : {}),
          ...(what === "host" ? { headers: { ...good.headers, host: [changed("gw.example", at, by)] } } : {}),
          ...(what === "secret" ? { headers: { ...good.headers, ...flipSignature(good.headers) } } : {}),
        };
        expect((await authorizer.authorize(evil, NOW)).kind).toBe("unauthenticated");
      }),
      { numRuns: 300 },
    );
  });
});

/** Another signature of the right form. */
const flipSignature = (headers: CallRequest["headers"]): Record<string, string[]> => {
  const flip = (value: string) =>
    value
      .replace(/(Signature=)(.)/, (_all, name, first) => `${name}${first === "0" ? "1" : "0"}`)
      .replace(/(signature="|sig1=:)(.)/, (_all, name, first) => `${name}${first === "A" ? "B" : "A"}`);
  const name = headers["signature"] ? "signature" : "authorization";
  return { [name]: (headers[name] ?? []).map(flip) };
};

const junk = fc.oneof(
  fc.string({ maxLength: 200 }),
  fc.string({ unit: "binary", maxLength: 200 }),
  fc.constantFrom(
    apiKey,
    apiKey.slice(0, -1),
    "lk_",
    "ey",
    "eyJhbGciOiJSUzI1NiJ9.e30.",
    `Bearer ${apiKey}`,
    "Basic ",
    "Basic OjpK",
    "Bearer ",
    "AWS4-HMAC-SHA256 ",
    "AWS4-HMAC-SHA256 Credential=a/b/c/d/aws4_request, SignedHeaders=host;x-amz-date, Signature=0",
    "HMAC-SHA256 Access=,,,",
    'Signature keyId="',
    'sig1=("@method");keyid="x"',
    "sig1=:AAAA:",
    "\ud800",
    "__proto__",
    "=;=;=",
    "%",
    "a".repeat(5000),
  ),
);
const name = fc.oneof(
  fc.constantFrom(
    "authorization",
    "x-api-key",
    "apikey",
    "cookie",
    "signature",
    "signature-input",
    "authorization-type",
    "x-amz-date",
    "date",
    "digest",
    "content-digest",
    "host",
    "__proto__",
    "constructor",
    "X-Amz-Signature",
    "X-Amz-Credential",
    "X-Amz-Date",
  ),
  fc.string({ maxLength: 20 }),
);

describe("no request", () => {
  it("makes the authorizer throw, or be let in", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(name, fc.array(junk, { maxLength: 3 })), { maxLength: 6 }),
        fc.array(fc.tuple(name, junk), { maxLength: 6 }),
        junk,
        junk,
        async (lines, query, path, sourceIp) => {
          const headers: Record<string, string[]> = Object.create(null);
          for (const [each, values] of lines) headers[each.toLowerCase()] = values;
          const verdict = await authorizer.authorize(
            call({ headers, query, path: `/echo${path}`, rest: path, sourceIp }),
            NOW,
          );
          if (verdict.kind === "allowed") expect(JSON.stringify([lines, query])).toContain(apiKey);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it.each([
    ["Authorization: Basic", (n: number) => ({ headers: { authorization: [`Basic ${"A".repeat(n)}`] } })],
    ["Authorization: blanks", (n: number) => ({ headers: { authorization: [`Bearer ${" ".repeat(n)}x`] } })],
    [
      "Authorization: dots",
      (n: number) => ({ headers: { authorization: [`Bearer ${"a.".repeat(n / 2)}`] } }),
    ],
    [
      "Authorization: commas",
      (n: number) => ({ headers: { authorization: [`AWS4-HMAC-SHA256 ${"a=b,".repeat(n / 4)}`] } }),
    ],
    [
      "Authorization: signed headers",
      (n: number) => ({
        headers: {
          authorization: [`HMAC-SHA256 Access=a, SignedHeaders=${"a;".repeat(n / 2)}host, Signature=0`],
        },
      }),
    ],
    [
      "Authorization: quotes",
      (n: number) => ({ headers: { authorization: [`Signature keyId="${'a",'.repeat(n / 3)}`] } }),
    ],
    [
      "Signature-Input",
      (n: number) => ({
        headers: { "signature-input": [`sig1=(${'"a" '.repeat(n / 4)}`], signature: ["sig1=:AA:"] },
      }),
    ],
    ["Cookie", (n: number) => ({ headers: { cookie: [`${"a=lk_;".repeat(n / 6)}`] } })],
    [
      "many headers",
      (n: number) => ({
        headers: Object.fromEntries(
          Array.from({ length: n / 100 }, (_, i) => [`x-${i}`, [`Bearer ${"b".repeat(80)}`]]),
        ),
      }),
    ],
    [
      "many query values",
      (n: number) => ({
        query: Array.from({ length: n / 20 }, (_, i): [string, string] => [
          `k${i}`,
          "eyJhbGciOiJIUzI1NiJ9.e30.AA",
        ]),
      }),
    ],
    [
      "a deep token",
      (n: number) => ({
        headers: {
          authorization: [`Bearer ${b64('{"alg":"RS256"}')}.${b64(`{"a":${"[".repeat(n / 2)}`)}.AA`],
        },
      }),
    ],
  ])("takes more than linear time: %s", async (_name, parts) => {
    // Microseconds of this thread alone, whatever else the machine does.
    const time = async (size: number) => {
      let best = Number.POSITIVE_INFINITY;
      for (let round = 0; round < 5; round += 1) {
        const begun = process.threadCpuUsage().user;
        await authorizer.authorize(call(parts(size)), NOW);
        best = Math.min(best, process.threadCpuUsage().user - begun);
      }
      return best;
    };
    await time(8_000);
    const [small, large] = [await time(8_000), await time(128_000)];
    expect(large).toBeLessThan(Math.max(16 * small * 4, 40_000));
  });
});

/** Nine times of ten one of the good ones. */
const mostly = (good: readonly unknown[], bad: readonly unknown[]): fc.Arbitrary<unknown> =>
  fc.oneof(
    { weight: 9, arbitrary: fc.constantFrom(...good) },
    { weight: 1, arbitrary: fc.constantFrom(...bad) },
  );

describe("every token that is accepted", () => {
  it("is accepted by jose too, with the same key and claims", async () => {
    const seconds = NOW / 1000;
    const claims = fc.record(
      {
        iss: mostly(["https://i.example", "https://h.example"], ["other", 7]),
        sub: mostly(["ana"], ["", 7, null]),
        aud: mostly(["api", ["x", "api"]], ["other", ["x"], 7]),
        exp: mostly([seconds + 60, seconds - 30], [seconds - 61, "x", 1e300]),
        nbf: mostly([seconds - 1, seconds + 30], [seconds + 61, "x"]),
        iat: mostly([seconds], [seconds + 1000, "x"]),
      },
      { requiredKeys: ["iss", "sub", "exp", "aud"] },
    );
    const header = fc.record(
      {
        alg: mostly(["RS256", "HS256"], ["none", "RS512"]),
        kid: mostly(["a"], [7]),
        crit: mostly([undefined], [[], ["x"]]),
      },
      { requiredKeys: ["alg"] },
    );
    let accepted = 0;
    await fc.assert(
      fc.asyncProperty(header, claims, fc.constantFrom("rsa", "hmac", "junk"), async (head, payload, by) => {
        const signer = by === "rsa" ? byRsa() : by === "hmac" ? byHmac(SECRET) : () => randomBytes(32);
        const made = token(head, payload, signer);
        const { kind } = await authorizer.authorize(
          call({ headers: { authorization: [`Bearer ${made}`] } }),
          NOW,
        );
        if (kind !== "allowed") return;
        accepted += 1;
        const isRs = payload.iss === "https://i.example";
        await jwtVerify(made, isRs ? rsa.publicKey : Buffer.from(SECRET), {
          algorithms: [isRs ? "RS256" : "HS256"],
          issuer: isRs ? "https://i.example" : "https://h.example",
          audience: "api",
          clockTolerance: 60,
          currentDate: new Date(NOW),
          requiredClaims: ["exp"],
        });
      }),
      { numRuns: 5000 },
    );
    expect(accepted).toBeGreaterThan(20);
  });
});
