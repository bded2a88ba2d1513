/** Why a key cannot be used. The codes are stable. */
export type JwtKeyRefusal =
  /** Not a key in a form that is read here. */
  | "unreadable"
  /** A private key where a public one belongs. */
  | "private"
  /** HMAC secret shorter than the hash, RSA below 2,048 bits. */
  | "too-short"
  /** Another kind of key, another curve, or a JWK that says it is for something else. */
  | "does-not-fit";
