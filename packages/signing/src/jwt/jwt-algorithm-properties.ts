import type { JwtAlgorithm, JwtFamily } from "./jwt-algorithm.ts";

/** The two letters that algorithms with the same kind of key and padding share. */
export const jwtFamily = (algorithm: JwtAlgorithm): JwtFamily => {
  const name = algorithm.slice(0, 2);
  return name === "HS" || name === "RS" || name === "PS" || name === "ES" ? name : "Ed";
};

/** The hash's bits; 512 for EdDSA, whose Ed25519 hashes with SHA-512. */
export const jwtHashBits = (algorithm: JwtAlgorithm): 256 | 384 | 512 => {
  if (algorithm.endsWith("256")) return 256;
  return algorithm.endsWith("384") ? 384 : 512;
};

/** The curve that an ES algorithm is bound to (RFC 7518, section 3.4). */
export const JWT_CURVES = {
  ES256: { jwk: "P-256", openssl: "prime256v1", coordinateBytes: 32 },
  ES384: { jwk: "P-384", openssl: "secp384r1", coordinateBytes: 48 },
  ES512: { jwk: "P-521", openssl: "secp521r1", coordinateBytes: 66 },
} as const;

/** RSA keys below this are refused (RFC 7518, section 3.3). */
export const RSA_BITS_MIN = 2_048;
