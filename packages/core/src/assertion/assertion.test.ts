import { randomBytes } from "node:crypto";
import { createLocalJWKSet, decodeProtectedHeader, jwtVerify } from "jose";
import { describe, expect, it } from "vitest";
import { newKeyRing } from "../key-ring/new-key-ring.ts";
import { aRing, NOW } from "../testing/records.ts";
import { assertionKey, publicAssertionKeys } from "./assertion-keys.ts";
import { ASSERTION_TYPE, type AssertedCall, signAssertion } from "./sign-assertion.ts";

const ISSUER = "https://api.example.com";
const call: AssertedCall = {
  service: "weather",
  consumer: "con_1",
  credential: "crd_1",
  subscription: "sub_1",
  requestId: "request-1",
  bodySha256: "0".repeat(64),
};
const made = (ring = aRing("k1"), now = NOW) =>
  signAssertion(assertionKey(ring), ISSUER, call, now, randomBytes);

/** As an upstream reads it: with jose and the published keys only. */
const read = async (token: string, ring = aRing("k1"), options: { audience?: string; now?: number } = {}) => {
  const { payload } = await jwtVerify(token, createLocalJWKSet(publicAssertionKeys(ring)), {
    algorithms: ["EdDSA"],
    issuer: ISSUER,
    audience: options.audience ?? "weather",
    typ: ASSERTION_TYPE,
    currentDate: new Date(options.now ?? NOW),
  });
  return payload;
};

describe("an assertion", () => {
  it("is refused for another service, after its minute, when changed, and with a key that was removed", async () => {
    const token = made();
    await expect(read(token, aRing("k1"), { audience: "tides" })).rejects.toThrow(/"aud"/);
    await expect(read(token, aRing("k1"), { now: NOW + 60_000 })).rejects.toThrow(/"exp"/);
    const [head, claims = "", proof] = token.split(".");
    const other = Buffer.from(claims, "base64url").toString().replace("con_1", "con_2");
    const changed = `${head}.${Buffer.from(other).toString("base64url")}.${proof}`;
    await expect(read(changed)).rejects.toThrow(/signature/);
    await expect(read(token, aRing("k2"))).rejects.toThrow(/no applicable key/);
    const forged = made({ current: "k1", keys: { k1: Buffer.alloc(32, 9).toString("base64") } });
    await expect(read(forged)).rejects.toThrow(/signature/);
  });

  it("says who called what with which body, for a minute and once", async () => {
    const claims = await read(made(), aRing("k1"), { now: NOW + 59_999 });
    expect(claims).toEqual({
      iss: ISSUER,
      aud: "weather",
      sub: "con_1",
      credential: "crd_1",
      subscription: "sub_1",
      requestId: "request-1",
      bodySha256: "0".repeat(64),
      iat: NOW / 1000,
      exp: NOW / 1000 + 60,
      jti: expect.stringMatching(/^[\w-]{22}$/),
    });
    expect((await read(made())).jti).not.toBe(claims.jti);
  });

  it("names its key, which is known before it is used and after it was replaced", async () => {
    const both = aRing("k1", "k2");
    const next = { ...both, current: "k2" };
    expect(decodeProtectedHeader(made(next))).toEqual({ alg: "EdDSA", typ: ASSERTION_TYPE, kid: "k2" });
    expect((await read(made(next), both)).sub).toBe("con_1");
    expect((await read(made(both), next)).sub).toBe("con_1");
  });
});

describe("the published keys", () => {
  it("hold nothing of the seeds", () => {
    const ring = newKeyRing(NOW, randomBytes);
    const { keys } = publicAssertionKeys(ring);
    expect(keys.map((key) => Object.keys(key).sort())).toEqual([["alg", "crv", "kid", "kty", "use", "x"]]);
    const seed = Buffer.from(ring.keys[ring.current] ?? "", "base64");
    expect(JSON.stringify(keys)).not.toContain(seed.toString("base64url"));
  });

  it("are those of RFC 8037, appendix A, for its seed", () => {
    const seed = Buffer.from("nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A", "base64url");
    const { keys } = publicAssertionKeys({ current: "a", keys: { a: seed.toString("base64") } });
    expect(keys[0]?.x).toBe("11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo");
  });

  it("are made once for a ring, as long as it is remembered", () => {
    const ring = aRing("k1");
    expect(assertionKey(ring)).toBe(assertionKey(ring));
  });
});
