import { describe, expect, it } from "vitest";
import { b64, ec, es256, rsa, usable } from "../../test/tokens.ts";
import type { JwtAlgorithm } from "./jwt-algorithm.ts";
import { jwtKeyFromJwk } from "./jwt-key.ts";

const rsaJwk = { ...rsa.publicKey.export({ format: "jwk" }) };
const ecJwk = { ...ec.publicKey.export({ format: "jwk" }) };

const publicExponent = new Uint8Array([1, 0, 1]);

const read = (algorithm: JwtAlgorithm, jwk: Record<string, unknown>) => jwtKeyFromJwk([algorithm], jwk);

describe("a JWK with members that are not understood is read", () => {
  it.each<[string, JwtAlgorithm, Record<string, unknown>]>([
    ["ext", "RS256", { ...rsaJwk, ext: true }],
    ["ext that is false", "ES256", { ...ecJwk, ext: false }],
    ["key_ops and ext, as WebCrypto exports it", "ES256", { key_ops: ["verify"], ext: true, ...ecJwk }],
    ["more operations", "RS256", { ...rsaJwk, key_ops: ["verify", "encrypt"] }],
    ["use, alg and kid", "RS256", { ...rsaJwk, use: "sig", alg: "RS256", kid: "2026-11" }],
    ["a certificate chain", "RS256", { ...rsaJwk, x5c: ["MIIB"], x5t: "dGVzdA", "x5t#S256": "dGVzdA" }],
    [
      "dates, as some issuers add them",
      "ES256",
      { ...ecJwk, iat: 1_700_000_000, exp: 2_000_000_000, nbf: 0 },
    ],
    [
      "an object, a list and null",
      "ES256",
      { ...ecJwk, issuer: { name: "x" }, tags: [1, null], revoked: null },
    ],
    ["names of inherited members", "ES256", { ...ecJwk, toString: "x", constructor: 1 }],
    ["a curve that means nothing to RSA", "RS256", { ...rsaJwk, crv: "P-256" }],
    [
      "a y that means nothing to OKP",
      "EdDSA",
      { kty: "OKP", crv: "Ed25519", x: b64(Buffer.alloc(32, 7)), y: 1 },
    ],
  ])("%s", (_, algorithm, jwk) => {
    expect(read(algorithm, jwk)).toMatchObject({ outcome: "usable" });
  });

  it.each<[JwtAlgorithm, RsaHashedKeyGenParams | EcKeyGenParams | { name: "Ed25519" }]>([
    ["RS256", { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256", modulusLength: 2048, publicExponent }],
    ["PS384", { name: "RSA-PSS", hash: "SHA-384", modulusLength: 2048, publicExponent }],
    ["ES256", { name: "ECDSA", namedCurve: "P-256" }],
    ["ES384", { name: "ECDSA", namedCurve: "P-384" }],
    ["ES512", { name: "ECDSA", namedCurve: "P-521" }],
    ["EdDSA", { name: "Ed25519" }],
  ])("as WebCrypto exports it, for %s, and never its private one", async (algorithm, parameters) => {
    const pair = await crypto.subtle.generateKey(parameters, true, ["sign", "verify"]);
    if (!("publicKey" in pair)) throw new Error("A pair was asked for.");
    const jwk = await crypto.subtle.exportKey("jwk", pair.publicKey);
    expect(jwk).toMatchObject({ ext: true, key_ops: ["verify"] });
    expect(usable(read(algorithm, { ...jwk })).algorithms).toEqual([algorithm]);
    const secret = await crypto.subtle.exportKey("jwk", pair.privateKey);
    expect(read(algorithm, { ...secret })).toEqual({ outcome: "unusable", reason: "private", member: "d" });
  });

  it("and is the key that it is without them", () => {
    expect(usable(read("ES256", { ...ecJwk, ext: true })).key.equals(es256.key)).toBe(true);
  });
});

describe("a JWK with a wrong member is refused, and the member named", () => {
  it.each<[member: string, reason: string, JwtAlgorithm, Record<string, unknown>]>([
    ["d", "private", "RS256", { ...rsa.privateKey.export({ format: "jwk" }) }],
    ["d", "private", "ES256", { ...ec.privateKey.export({ format: "jwk" }) }],
    ["d", "private", "ES256", { ...ecJwk, d: null }],
    ["k", "private", "HS256", { kty: "oct", k: "AAAA" }],
    ...["p", "q", "dp", "dq", "qi", "oth"].map(
      (name): [string, string, JwtAlgorithm, Record<string, unknown>] => [
        name,
        "private",
        "RS256",
        { ...rsaJwk, [name]: "AQAB" },
      ],
    ),
    ["kty", "unreadable", "RS256", {}],
    ["kty", "unreadable", "RS256", { keys: [rsaJwk] }],
    ["kty", "unreadable", "RS256", { ...rsaJwk, kty: "rsa" }],
    ["kty", "unreadable", "RS256", { ...rsaJwk, kty: "toString" }],
    ["kty", "does-not-fit", "RS256", ecJwk],
    ["kty", "does-not-fit", "ES256", rsaJwk],
    ["kty", "does-not-fit", "EdDSA", ecJwk],
    ["kty", "does-not-fit", "HS256", rsaJwk],
    ["n", "unreadable", "RS256", { kty: "RSA", e: "AQAB" }],
    ["n", "unreadable", "RS256", { ...rsaJwk, n: 5 }],
    ["e", "unreadable", "RS256", { ...rsaJwk, e: "A+/=" }],
    ["x", "unreadable", "ES256", { ...ecJwk, x: [] }],
    ["y", "unreadable", "ES256", { ...ecJwk, y: null }],
    ["crv", "unreadable", "ES256", { ...ecJwk, crv: 5 }],
    ["crv", "does-not-fit", "ES384", ecJwk],
    ["crv", "does-not-fit", "EdDSA", { kty: "OKP", crv: "X25519", x: "AAAA" }],
    ["use", "does-not-fit", "RS256", { ...rsaJwk, use: "enc" }],
    ["use", "does-not-fit", "RS256", { ...rsaJwk, use: null }],
    ["key_ops", "does-not-fit", "RS256", { ...rsaJwk, key_ops: ["sign"] }],
    ["key_ops", "does-not-fit", "RS256", { ...rsaJwk, key_ops: "verify" }],
    ["alg", "does-not-fit", "RS256", { ...rsaJwk, alg: "RS512" }],
    ["alg", "does-not-fit", "RS256", { ...rsaJwk, alg: "RSA-OAEP" }],
    ["alg", "does-not-fit", "RS256", { ...rsaJwk, alg: 256 }],
  ])("%s: %s", (member, reason, algorithm, jwk) => {
    expect(read(algorithm, jwk)).toEqual({ outcome: "unusable", reason, member });
  });
});
