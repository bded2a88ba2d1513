import { constants, createHmac, timingSafeEqual, verify } from "node:crypto";
import { ecdsaToDer } from "./ecdsa-der.ts";
import { JWT_CURVES, jwtHashBits } from "./jwt-algorithm-properties.ts";
import type { JwtKey } from "./jwt-key.ts";
import type { CompactJws } from "./parse-jwt.ts";

/**
 * Whether the signature of a JWS holds (RFC 7515, section 5.2). The algorithm has to be one that the key was read for;
 * the token can only name it, never choose it.
 */
export const verifyJwtSignature = (jws: CompactJws, { algorithms, key }: JwtKey): boolean => {
  const algorithm = algorithms.find((allowed) => allowed === jws.algorithm);
  if (!algorithm) return false;
  const hash = HASHES[jwtHashBits(algorithm)];
  switch (algorithm) {
    case "HS256":
    case "HS384":
    case "HS512": {
      // Canonical base64url is as good to compare as the bytes, and a digest comes as text a fifth faster.
      const expected = Buffer.from(
        createHmac(hash, key).update(jws.signingInput).digest("base64url"),
        "latin1",
      );
      const given = Buffer.from(jws.signature, "latin1");
      return expected.length === given.length && timingSafeEqual(expected, given);
    }
    case "ES256":
    case "ES384":
    case "ES512": {
      const signature = signatureBytes(jws);
      if (signature.length !== JWT_CURVES[algorithm].coordinateBytes * 2) return false;
      return verify(hash, signedBytes(jws), key, ecdsaToDer(signature));
    }
    case "EdDSA":
      return verify(null, signedBytes(jws), key, signatureBytes(jws));
    case "PS256":
    case "PS384":
    case "PS512":
      // The salt is as long as the hash (RFC 7518, section 3.5), which OpenSSL would otherwise read from the signature.
      return verify(
        hash,
        signedBytes(jws),
        { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST },
        signatureBytes(jws),
      );
    default:
      return verify(hash, signedBytes(jws), key, signatureBytes(jws));
  }
};

const HASHES = { 256: "sha256", 384: "sha384", 512: "sha512" } as const;

/** ASCII, as the parser has made sure. */
const signedBytes = (jws: CompactJws): Uint8Array => Buffer.from(jws.signingInput, "latin1");

const signatureBytes = (jws: CompactJws): Uint8Array => Buffer.from(jws.signature, "base64url");
