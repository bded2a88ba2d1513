import { createHmac, generateKeyPairSync } from "node:crypto";
import { checkClaims } from "../src/jwt/check-claims.ts";
import {
  type JwtKey,
  type JwtKeyReading,
  jwtKeyFromJwk,
  jwtKeyFromPem,
  jwtKeyFromSecret,
} from "../src/jwt/jwt-key.ts";
import { parseJwt } from "../src/jwt/parse-jwt.ts";
import { verifyJwtSignature } from "../src/jwt/verify-jwt-signature.ts";

/* Keys, and tokens made by hand, so that they can say anything at all. */

export const now = 1_700_000_000;
export const secret = Buffer.from("0123456789abcdef0123456789abcdef");
export const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 });
export const rsaPem = rsa.publicKey.export({ format: "pem", type: "spki" }).toString();
export const ec = generateKeyPairSync("ec", { namedCurve: "P-256" });

export const usable = (reading: JwtKeyReading): JwtKey => {
  if (reading.outcome !== "usable") throw new Error(reading.reason);
  return reading.key;
};

export const hmac = usable(jwtKeyFromSecret(["HS256"], secret));
export const rs256 = usable(jwtKeyFromPem(["RS256"], rsaPem));
export const es256 = usable(jwtKeyFromJwk(["ES256"], { ...ec.publicKey.export({ format: "jwk" }) }));
export const policy = { issuer: "https://issuer.example", audience: "api" };
export const goodClaims = `{"iss":"https://issuer.example","aud":"api","sub":"me","exp":${now + 60}}`;
export const goodHeader = '{"alg":"HS256"}';

export const b64 = (text: string | Uint8Array) => Buffer.from(text).toString("base64url");
export const hs = (header: string, claims: string | Uint8Array, key: Uint8Array = secret) => {
  const input = `${b64(header)}.${b64(claims)}`;
  return `${input}.${createHmac("sha256", key).update(input).digest("base64url")}`;
};

export const accepts = (token: string, key: JwtKey = hmac): boolean => {
  const jwt = parseJwt(token);
  return (
    jwt !== undefined &&
    verifyJwtSignature(jwt, key) &&
    checkClaims(jwt.claims, policy, now).outcome === "held"
  );
};

export const live = `"exp":${now + 60}`;
