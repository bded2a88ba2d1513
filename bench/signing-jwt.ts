import {
  createHmac,
  createSecretKey,
  generateKeyPairSync,
  type KeyObject,
  timingSafeEqual,
  verify,
} from "node:crypto";
import { checkClaims } from "@latchkey/signing/jwt/check-claims";
import type { JwtAlgorithm } from "@latchkey/signing/jwt/jwt-algorithm";
import { jwtKeyFromPem, jwtKeyFromSecret } from "@latchkey/signing/jwt/jwt-key";
import { readJwtKeys } from "@latchkey/signing/jwt/jwt-key-set";
import { importJwtSigningKey } from "@latchkey/signing/jwt/jwt-signing-key";
import { parseJwt } from "@latchkey/signing/jwt/parse-jwt";
import { signJwt } from "@latchkey/signing/jwt/sign-jwt";
import { verifyJwt } from "@latchkey/signing/jwt/verify-jwt";
import { verifyJwtSignature } from "@latchkey/signing/jwt/verify-jwt-signature";
import { JwtVerifier } from "aws-jwt-verify";
import { createVerifier } from "fast-jwt";
import { jwtVerify } from "jose";
import type { BenchCase } from "./bench-case.ts";

const issuer = "https://issuer.example.com/pool";
const audience = "client-1";
const secret = new TextEncoder().encode("0123456789abcdef0123456789abcdef");

/** Every token is checked as if it were seen for the first time. */
export const jwtCases = async (): Promise<readonly BenchCase[]> => {
  const groups = await Promise.all((["HS256", "RS256", "ES256", "EdDSA"] as const).map(casesOf));
  return groups.flat();
};

const casesOf = async (algorithm: "HS256" | "RS256" | "ES256" | "EdDSA"): Promise<readonly BenchCase[]> => {
  const now = Math.floor(Date.now() / 1000);
  const claims = {
    iss: issuer,
    aud: audience,
    sub: "consumer-1",
    iat: now,
    exp: now + 86_400,
    scope: "read write",
  };
  const pair = algorithm === "HS256" ? undefined : keyPair(algorithm);
  const pem = pair?.publicKey.export({ format: "pem", type: "spki" }).toString() ?? "";
  const privatePem = pair?.privateKey.export({ format: "pem", type: "pkcs8" }).toString() ?? "";
  const material = pair ? { pem: privatePem } : { secret };
  const token = await signJwt(claims, await importJwtSigningKey(algorithm, material), { kid: "one" });
  const reading = pair ? jwtKeyFromPem([algorithm], pem) : jwtKeyFromSecret([algorithm], secret);
  if (reading.outcome !== "usable") throw new Error(reading.reason);
  const key = pair?.publicKey ?? createSecretKey(secret);
  const keys = readJwtKeys(pair ? { pem } : { secret }, [algorithm]);
  const group = `JWT ${algorithm}, uncached`;
  const fastJwt = createVerifier({
    key: pair ? pem : Buffer.from(secret),
    algorithms: [algorithm],
    allowedIss: issuer,
    allowedAud: audience,
    cache: false,
  });
  return [
    {
      group,
      name: "node:crypto, parse and claims",
      role: "floor",
      run: () => bareVerify(token, algorithm, key),
    },
    {
      group,
      name: "latchkey",
      role: "ours",
      atLeast: 0.8,
      run: () => {
        const jwt = parseJwt(token);
        const held =
          jwt &&
          verifyJwtSignature(jwt, reading.key) &&
          checkClaims(jwt.claims, { issuer, audience }, Date.now() / 1000).outcome === "held";
        if (!held) throw new Error("refused");
      },
    },
    {
      group,
      name: "latchkey, verifyJwt",
      role: "ours",
      atLeast: 0.7,
      run: async () => {
        const verdict = await verifyJwt(token, keys, { algorithms: [algorithm], issuer, audience });
        if (verdict.outcome !== "accepted") throw new Error(verdict.reason);
      },
    },
    {
      group,
      name: "jose",
      role: "peer",
      run: () => jwtVerify(token, key, { issuer, audience, algorithms: [algorithm] }),
    },
    { group, name: "fast-jwt", role: "peer", run: () => fastJwt(token) },
    ...awsJwtVerify(group, token, pair?.publicKey, algorithm),
  ];
};

const keyPair = (algorithm: "RS256" | "ES256" | "EdDSA") => {
  if (algorithm === "RS256") return generateKeyPairSync("rsa", { modulusLength: 2048 });
  return algorithm === "ES256"
    ? generateKeyPairSync("ec", { namedCurve: "P-256" })
    : generateKeyPairSync("ed25519");
};

/** The least that one could write with node:crypto: no canonical form, no duplicate members, no bounds. */
const bareVerify = (token: string, algorithm: JwtAlgorithm, key: KeyObject): void => {
  const [head = "", body = "", tail = ""] = token.split(".");
  const header = JSON.parse(Buffer.from(head, "base64url").toString());
  if (header.alg !== algorithm) throw new Error("algorithm");
  const input = `${head}.${body}`;
  const signature = Buffer.from(tail, "base64url");
  if (algorithm === "HS256") {
    const expected = createHmac("sha256", key).update(input).digest();
    if (expected.length !== signature.length || !timingSafeEqual(expected, signature))
      throw new Error("signature");
  } else {
    const hash = algorithm === "EdDSA" ? null : "sha256";
    const how = algorithm === "ES256" ? { key, dsaEncoding: "ieee-p1363" as const } : key;
    if (!verify(hash, Buffer.from(input), how, signature)) throw new Error("signature");
  }
  const claims = JSON.parse(Buffer.from(body, "base64url").toString());
  const now = Date.now() / 1000;
  if (typeof claims.exp !== "number" || claims.exp <= now) throw new Error("exp");
  if (claims.nbf !== undefined && claims.nbf > now) throw new Error("nbf");
  if (claims.iss !== issuer || claims.aud !== audience) throw new Error("iss or aud");
};

const awsJwtVerify = (
  group: string,
  token: string,
  key: KeyObject | undefined,
  algorithm: JwtAlgorithm,
): readonly BenchCase[] => {
  if (!key) return [];
  const jwk = {
    ...key.export({ format: "jwk" }),
    kid: "one",
    alg: algorithm,
    use: "sig",
    kty: String(key.export({ format: "jwk" }).kty),
  };
  const verifier = JwtVerifier.create({ issuer, audience, jwksUri: "https://issuer.example.com/jwks" });
  verifier.cacheJwks({ keys: [jwk] });
  return [{ group, name: "aws-jwt-verify", role: "peer", run: () => verifier.verifySync(token) }];
};
