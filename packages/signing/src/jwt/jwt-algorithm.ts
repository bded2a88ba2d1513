/** The JWS algorithms of RFC 7518 and RFC 8037 that are made and checked here. `none` is not one of them. */
export const JWT_ALGORITHMS = [
  "HS256",
  "HS384",
  "HS512",
  "RS256",
  "RS384",
  "RS512",
  "PS256",
  "PS384",
  "PS512",
  "ES256",
  "ES384",
  "ES512",
  "EdDSA",
] as const;

/** A JWS algorithm by its name in RFC 7518, section 3.1, and RFC 8037, section 3.1. */
export type JwtAlgorithm = (typeof JWT_ALGORITHMS)[number];
/** Algorithms with the same kind of key and padding. */
export type JwtFamily = "HS" | "RS" | "PS" | "ES" | "Ed";

/** Whether a text names one of the algorithms, in exactly that spelling. */
export function isJwtAlgorithm(name: unknown): name is JwtAlgorithm {
  return JWT_ALGORITHMS.some((algorithm) => algorithm === name);
}

/** The two letters that algorithms with the same kind of key and padding share. */
export function jwtFamily(algorithm: JwtAlgorithm): JwtFamily {
  const name = algorithm.slice(0, 2);
  return name === "HS" || name === "RS" || name === "PS" || name === "ES" ? name : "Ed";
}

/** The hash's bits; 512 for EdDSA, whose Ed25519 hashes with SHA-512. */
export function jwtHashBits(algorithm: JwtAlgorithm): 256 | 384 | 512 {
  if (algorithm.endsWith("256")) return 256;
  return algorithm.endsWith("384") ? 384 : 512;
}

/** The curve that an ES algorithm is bound to (RFC 7518, section 3.4). */
export const JWT_CURVES = {
  ES256: { jwk: "P-256", openssl: "prime256v1", coordinateBytes: 32 },
  ES384: { jwk: "P-384", openssl: "secp384r1", coordinateBytes: 48 },
  ES512: { jwk: "P-521", openssl: "secp521r1", coordinateBytes: 66 },
} as const;

/** RSA keys below this are refused (RFC 7518, section 3.3). */
export const RSA_BITS_MIN = 2_048;
