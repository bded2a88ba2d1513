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
export const isJwtAlgorithm = (name: unknown): name is JwtAlgorithm =>
  JWT_ALGORITHMS.some((algorithm) => algorithm === name);
