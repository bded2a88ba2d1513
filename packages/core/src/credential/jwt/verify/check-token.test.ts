import { createHmac } from "node:crypto";
import { parseJwt } from "@latchkey/signing/jwt/parse-jwt";
import { describe, expect, it } from "vitest";
import { seal } from "../../../key-ring/seal.ts";
import { Unavailable } from "../../../outage.ts";
import { NO_JWKS } from "../../../proof/jwks-source.ts";
import { aJwtCredential } from "../../../testing/credentials.ts";
import { aConsumer, aRing, aService, countingBytes, NOW, timeAt } from "../../../testing/records.ts";
import { createCheckToken } from "./check-token.ts";
import type { FittingCandidate } from "./fitting-candidates.ts";

const ring = aRing("k1");
const keys = { ring: async () => ring, refresh: async () => ring };
const SECRET = "s".repeat(32);
const SECONDS = NOW / 1000;
const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
const token = (claims: object, secret = SECRET) => {
  const input = `${encoded({ alg: "HS256" })}.${encoded({ iss: "https://issuer.test", exp: SECONDS + 600, ...claims })}`;
  const parsed = parseJwt(`${input}.${createHmac("sha256", secret).update(input).digest("base64url")}`);
  if (!parsed) throw new Error("This is a token.");
  return parsed;
};
const sealed = (secret: string, validUntil?: string) => ({
  sealed: seal(ring, secret, "crd_1", countingBytes),
  encoding: "text" as const,
  ...(validUntil ? { validUntil } : {}),
});
const candidate = (fields: Parameters<typeof aJwtCredential>[0] = {}): FittingCandidate => ({
  fit: "any",
  position: { where: "header", name: "authorization" },
  records: {
    consumer: aConsumer(),
    credential: aJwtCredential({
      issuer: "https://issuer.test",
      key: { kind: "secret", secrets: [sealed(SECRET)] },
      ...fields,
    }),
    subscription: undefined,
    service: aService(),
    suspendedTeams: new Set(),
  },
});
const check = (claims: object, fields: Parameters<typeof aJwtCredential>[0] = {}, secret = SECRET) =>
  createCheckToken(keys, NO_JWKS)(candidate(fields), token(claims, secret), NOW);

describe("a token is refused", () => {
  it.each<[string, object, Parameters<typeof aJwtCredential>[0], string]>([
    ["once it has expired", { exp: SECONDS - 61 }, {}, "credential-expired"],
    ["before it is valid", { nbf: SECONDS + 61 }, {}, "clock-skew"],
    ["without an end", { exp: undefined }, {}, "malformed-credential"],
    ["for too long a life", { iat: SECONDS }, { maxLifetimeSeconds: 60 }, "malformed-credential"],
    ["for another audience", { aud: "other" }, { audience: "us" }, "unknown-credential"],
  ])("%s", async (_what, claims, fields, reason) => {
    expect(await check(claims, fields)).toMatchObject({ reason });
  });

  it("under another secret, and under one whose overlap is over", async () => {
    expect(await check({}, {}, "t".repeat(32))).toMatchObject({ reason: "bad-signature" });
    const ended = { kind: "secret" as const, secrets: [sealed("u".repeat(32)), sealed(SECRET, timeAt(NOW))] };
    expect(await check({}, { key: ended })).toMatchObject({ reason: "bad-signature" });
  });
});

describe("a token is proven", () => {
  it("until its end and the skew of clocks", async () => {
    expect(await check({})).toMatchObject({ proven: { validUntil: SECONDS + 660 } });
  });

  it("by a former secret, no longer than that works", async () => {
    const former = {
      kind: "secret" as const,
      secrets: [sealed("u".repeat(32)), sealed(SECRET, timeAt(NOW + 5000))],
    };
    expect(await check({}, { key: former })).toMatchObject({ proven: { validUntil: SECONDS + 5 } });
  });

  it("without an end where the credential asks for none", async () => {
    expect(await check({ exp: undefined }, { requireExpiry: false })).toHaveProperty("proven");
  });
});

it("a secret that cannot be opened is told as an outage of this candidate alone", async () => {
  const key = { kind: "secret" as const, secrets: [{ sealed: "broken", encoding: "text" as const }] };
  expect((await check({}, { key })).unavailable).toBeInstanceOf(Unavailable);
});
