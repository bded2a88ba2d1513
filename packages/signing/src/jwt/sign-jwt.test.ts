import { generateKeyPairSync, type KeyObject } from "node:crypto";
import { asyncProperty, assert as check, dictionary, jsonValue, string } from "fast-check";
import { createLocalJWKSet, jwtVerify } from "jose";
import jsonwebtoken from "jsonwebtoken";
import { describe, expect, it } from "vitest";
import { checkClaims } from "./check-claims.ts";
import { JWT_ALGORITHMS, type JwtAlgorithm } from "./jwt-algorithm.ts";
import { JWT_CURVES, jwtFamily } from "./jwt-algorithm-properties.ts";
import { type JwtKey, jwtKeyFromJwk, jwtKeyFromPem, jwtKeyFromSecret } from "./jwt-key.ts";
import { importJwtSigningKey, type JwtSigningKey } from "./jwt-signing-key.ts";
import { parseJwt } from "./parse-jwt.ts";
import { signJwt } from "./sign-jwt.ts";
import { verifyJwtSignature } from "./verify-jwt-signature.ts";

const now = 1_700_000_000;
const secret = new TextEncoder().encode("s".repeat(64));

interface Keys {
  algorithm: JwtAlgorithm;
  sign: JwtSigningKey;
  check: JwtKey;
  oracle: KeyObject | Uint8Array;
}

const makeKeys = async (algorithm: JwtAlgorithm): Promise<Keys> => {
  if (algorithm === "HS256" || algorithm === "HS384" || algorithm === "HS512") {
    const reading = jwtKeyFromSecret([algorithm], secret);
    if (reading.outcome !== "usable") throw new Error(reading.reason);
    const sign = await importJwtSigningKey(algorithm, { secret });
    return { algorithm, sign, check: reading.key, oracle: secret };
  }
  const pair =
    algorithm === "EdDSA"
      ? generateKeyPairSync("ed25519")
      : algorithm === "ES256" || algorithm === "ES384" || algorithm === "ES512"
        ? generateKeyPairSync("ec", { namedCurve: JWT_CURVES[algorithm].jwk })
        : generateKeyPairSync("rsa", { modulusLength: 2048 });
  const pem = pair.publicKey.export({ format: "pem", type: "spki" }).toString();
  const reading = jwtKeyFromPem([algorithm], pem);
  if (reading.outcome !== "usable") throw new Error(reading.reason);
  const privatePem = pair.privateKey.export({ format: "pem", type: "pkcs8" }).toString();
  const sign = await importJwtSigningKey(algorithm, { pem: privatePem });
  return { algorithm, sign, check: reading.key, oracle: pair.publicKey };
};

const everyKey: Keys[] = await Promise.all(JWT_ALGORITHMS.map(makeKeys));

const accepts = (token: string, key: JwtKey): boolean => {
  const jwt = parseJwt(token);
  return (
    jwt !== undefined && verifyJwtSignature(jwt, key) && checkClaims(jwt.claims, {}, now).outcome === "held"
  );
};

describe.each(everyKey)("a token signed with $algorithm", ({ algorithm, sign, check: key, oracle }) => {
  const claims = { iss: "https://issuer.example", sub: "me", exp: now + 60, näme: "wért" };

  it("is refused with any other key or algorithm", async () => {
    const token = await signJwt(claims, sign);
    for (const other of everyKey) {
      expect(accepts(token, other.check)).toBe(other.algorithm === algorithm);
    }
    const pretended = { ...key, algorithms: JWT_ALGORITHMS.filter((name) => name !== algorithm) };
    expect(accepts(token, pretended)).toBe(false);
  });

  it("is refused once any character is another", async () => {
    const token = await signJwt(claims, sign);
    for (let at = 0; at < token.length; at++) {
      for (const character of ["A", "_", "=", "\n", " "]) {
        if (character === token[at]) continue;
        expect(accepts(token.slice(0, at) + character + token.slice(at + 1), key)).toBe(false);
      }
    }
  });

  it("is accepted by us, by jose and by jsonwebtoken", async () => {
    const token = await signJwt(claims, sign, { kid: "one" });
    expect(accepts(token, key)).toBe(true);
    const verified = await jwtVerify(token, oracle, { currentDate: new Date(now * 1000) });
    expect(verified.payload).toEqual(claims);
    if (algorithm !== "EdDSA") {
      const options = { clockTimestamp: now, algorithms: [algorithm] };
      const publicKey = oracle instanceof Uint8Array ? Buffer.from(oracle) : oracle;
      expect(jsonwebtoken.verify(token, publicKey, options)).toEqual(claims);
    }
  });

  it("is accepted with the key as a JWK, from a set too", async () => {
    if (oracle instanceof Uint8Array) return expect(jwtFamily(algorithm)).toBe("HS");
    const jwk = { ...oracle.export({ format: "jwk" }), kid: "one", alg: algorithm, use: "sig" };
    const reading = jwtKeyFromJwk([algorithm], jwk);
    if (reading.outcome !== "usable") throw new Error(reading.reason);
    const token = await signJwt(claims, sign, { kid: "one" });
    expect(accepts(token, reading.key)).toBe(true);
    const fromSet = createLocalJWKSet({ keys: [{ ...jwk, kty: String(jwk.kty) }] });
    await expect(jwtVerify(token, fromSet, { currentDate: new Date(now * 1000) })).resolves.toBeDefined();
  });

  it("is accepted whatever its claims hold, as far as they are claims", async () => {
    await check(
      asyncProperty(dictionary(string(), jsonValue(), { maxKeys: 5 }), async (more) => {
        const token = await signJwt({ ...more, exp: now + 60, nbf: now, iat: now }, sign);
        return token.length > 8_192 || accepts(token, key);
      }),
      { numRuns: 20 },
    );
  });
});

describe("a key to sign with", () => {
  it("is refused when it is too short", async () => {
    await expect(importJwtSigningKey("HS256", { secret: "short" })).rejects.toThrow(RangeError);
    const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 1024 });
    const pem = privateKey.export({ format: "pem", type: "pkcs8" }).toString();
    await expect(importJwtSigningKey("RS256", { pem })).rejects.toThrow(RangeError);
  });

  it("is refused when it is of another kind", async () => {
    await expect(importJwtSigningKey("RS256", { secret: "s".repeat(64) })).rejects.toThrow(TypeError);
    await expect(importJwtSigningKey("HS256", { pem: "" })).rejects.toThrow(TypeError);
    await expect(importJwtSigningKey("ES256", { pem: "-----BEGIN EC PRIVATE KEY-----" })).rejects.toThrow(
      TypeError,
    );
  });

  it("may be a JWK", async () => {
    const { privateKey, publicKey } = generateKeyPairSync("ed25519");
    const sign = await importJwtSigningKey("EdDSA", { jwk: privateKey.export({ format: "jwk" }) });
    const token = await signJwt({ exp: now + 60 }, sign);
    await expect(jwtVerify(token, publicKey, { currentDate: new Date(now * 1000) })).resolves.toBeDefined();
  });
});
