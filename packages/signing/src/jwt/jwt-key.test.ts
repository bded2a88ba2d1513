import { generateKeyPairSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import { b64, rsa, rsaPem, usable } from "../../test/tokens.ts";
import { type JwtKeyReading, jwtKeyFromJwk, jwtKeyFromPem, jwtKeyFromSecret } from "./jwt-key.ts";

/** Self-signed for P-256; its private key was thrown away. */
const certificate = `-----BEGIN CERTIFICATE-----
MIIBijCCAS+gAwIBAgIUCctm3NIV8LBHo9zjrLDOvevoK2kwCgYIKoZIzj0EAwIw
GTEXMBUGA1UEAwwOaXNzdWVyLmV4YW1wbGUwIBcNMjYxMTIyMTcxNzEyWhgPMjEy
NjEwMjkxNzE3MTJaMBkxFzAVBgNVBAMMDmlzc3Vlci5leGFtcGxlMFkwEwYHKoZI
zj0CAQYIKoZIzj0DAQcDQgAEVDFxa+0qOANC3rPQ0NSeUnXsTcP8bQcjsmQfN5y6
Go/k3T8vLARPgtz/Rq+z2PoMcQE6JU449Dk9P/UDL6d3CKNTMFEwHQYDVR0OBBYE
FBRxuPiJkmjXq8ftA3avnxzEwaf6MB8GA1UdIwQYMBaAFBRxuPiJkmjXq8ftA3av
nxzEwaf6MA8GA1UdEwEB/wQFMAMBAf8wCgYIKoZIzj0EAwIDSQAwRgIhAMiN3Af+
3oVGz8wgUTDPmb19+yzke4hkb2VySWRORfmeAiEA4og/2zRsQ7mgaKXS9T9B/wEF
d7AHK0KT0R9B/EnGfck=
-----END CERTIFICATE-----
`;

describe("a key is refused", () => {
  const small = generateKeyPairSync("rsa", { modulusLength: 1024 }).publicKey;
  const p384 = generateKeyPairSync("ec", { namedCurve: "P-384" }).publicKey;
  const k256 = generateKeyPairSync("ec", { namedCurve: "secp256k1" }).publicKey;
  const pem = (key: typeof small) => key.export({ format: "pem", type: "spki" }).toString();
  const privatePem = rsa.privateKey.export({ format: "pem", type: "pkcs8" }).toString();
  it.each<[string, JwtKeyReading, string]>([
    ["an empty secret", jwtKeyFromSecret(["HS256"], Buffer.alloc(0)), "too-short"],
    ["31 bytes for HS256", jwtKeyFromSecret(["HS256"], Buffer.alloc(31)), "too-short"],
    ["32 bytes for HS256 and HS512", jwtKeyFromSecret(["HS256", "HS512"], Buffer.alloc(32)), "too-short"],
    ["a secret for RS256", jwtKeyFromSecret(["RS256"], Buffer.alloc(64)), "does-not-fit"],
    ["a secret for nothing", jwtKeyFromSecret([], Buffer.alloc(64)), "does-not-fit"],
    ["RSA of 1,024 bits", jwtKeyFromPem(["RS256"], pem(small)), "too-short"],
    ["a public key for HS256", jwtKeyFromPem(["HS256"], rsaPem), "does-not-fit"],
    ["RSA for ES256", jwtKeyFromPem(["ES256"], rsaPem), "does-not-fit"],
    ["P-384 for ES256", jwtKeyFromPem(["ES256"], pem(p384)), "does-not-fit"],
    ["secp256k1 for ES256", jwtKeyFromPem(["ES256"], pem(k256)), "does-not-fit"],
    ["a private key", jwtKeyFromPem(["RS256"], privatePem), "private"],
    ["no PEM", jwtKeyFromPem(["RS256"], "ssh-rsa AAAA"), "unreadable"],
    ["an empty certificate", jwtKeyFromPem(["RS256"], "-----BEGIN CERTIFICATE-----"), "unreadable"],
    [
      "a JWK to encrypt",
      jwtKeyFromJwk(["RS256"], { ...rsa.publicKey.export({ format: "jwk" }), use: "enc" }),
      "does-not-fit",
    ],
    [
      "a JWK of another algorithm",
      jwtKeyFromJwk(["RS256"], { ...rsa.publicKey.export({ format: "jwk" }), alg: "PS256" }),
      "does-not-fit",
    ],
    ["a private JWK", jwtKeyFromJwk(["RS256"], { ...rsa.privateKey.export({ format: "jwk" }) }), "private"],
    ["a secret JWK", jwtKeyFromJwk(["HS256"], { kty: "oct", k: "AAAA" }), "private"],
    ["an empty JWK", jwtKeyFromJwk(["RS256"], {}), "unreadable"],
    ["a JWK of nonsense", jwtKeyFromJwk(["ES256"], { kty: "EC", crv: 5, x: [], y: null }), "unreadable"],
    [
      "a point off its curve",
      jwtKeyFromJwk(["ES256"], {
        kty: "EC",
        crv: "P-256",
        x: b64(Buffer.alloc(32, 1)),
        y: b64(Buffer.alloc(32, 2)),
      }),
      "unreadable",
    ],
  ])("%s", (_, reading, reason) => {
    expect(reading).toMatchObject({ outcome: "unusable", reason });
  });

  it("but one in a certificate is read", () => {
    const key = usable(jwtKeyFromPem(["ES256"], certificate)).key;
    expect(key.export({ format: "jwk" })).toMatchObject({ x: "VDFxa-0qOANC3rPQ0NSeUnXsTcP8bQcjsmQfN5y6Go8" });
  });

  it("but a list keeps the algorithms that fit", () => {
    expect(usable(jwtKeyFromPem(["ES256", "ES384"], pem(p384))).algorithms).toEqual(["ES384"]);
  });
});
