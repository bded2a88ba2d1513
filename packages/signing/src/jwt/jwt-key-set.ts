import { ownMember } from "./json-object.ts";
import type { JwtAlgorithm } from "./jwt-algorithm.ts";
import {
  type JwtKey,
  type JwtKeyReading,
  jwtKeyFromJwk,
  jwtKeyFromPem,
  jwtKeyFromSecret,
} from "./jwt-key.ts";
import type { JwtKeyRefusal } from "./jwt-key-refusal.ts";

/**
 * What signatures are checked with: a shared secret (text as UTF-8), a public key or certificate in PEM, a public key as
 * a JWK (RFC 7517, section 4), or a JWK Set (RFC 7517, section 5).
 */
export type JwtKeyInput =
  | { readonly secret: string | Uint8Array }
  | { readonly pem: string }
  | { readonly jwk: object }
  | { readonly keys: readonly object[] };

/** Keys that were read for their algorithms, for any number of tokens. Made by {@link readJwtKeys}. */
export interface JwtKeySet {
  readonly usable: readonly (JwtKey & {
    /** The `kid` of a JWK (RFC 7517, section 4.5). */
    readonly keyId?: string;
  })[];
}

/** Why a key cannot be used. `code` is stable, the message is not; `member` names what is wrong in a JWK. */
export class JwtKeyError extends TypeError {
  override readonly name = "JwtKeyError";
  readonly code: JwtKeyRefusal;
  readonly member: string | undefined;

  constructor(code: JwtKeyRefusal, member: string | undefined) {
    super(`The key cannot be used: ${code}${member === undefined ? "" : ` (${member})`}`);
    this.code = code;
    this.member = member;
  }
}

/**
 * Reads keys once, for any number of tokens. Keys of a JWK Set that are unknown or unfit are left out (RFC 7517,
 * section 5), so that a set may announce keys for others.
 * @param algorithms what the keys may be used with; the token has no say in it (RFC 8725, section 3.1)
 * @throws JwtKeyError for a secret shorter than the hash (RFC 7518, section 3.2), an RSA key below 2,048 bits (RFC 7518,
 * section 3.3), a private key, and one that none of the algorithms can use
 */
export const readJwtKeys = (input: JwtKeyInput, algorithms: readonly JwtAlgorithm[]): JwtKeySet => {
  if ("keys" in input) return { usable: input.keys.flatMap((jwk) => usableJwk(jwk, algorithms)) };
  if ("jwk" in input) {
    const key = required(jwtKeyFromJwk(algorithms, membersOf(input.jwk)));
    return { usable: [identified(key, input.jwk)] };
  }
  if ("pem" in input) return { usable: [required(jwtKeyFromPem(algorithms, input.pem))] };
  const secret = typeof input.secret === "string" ? Buffer.from(input.secret, "utf8") : input.secret;
  return { usable: [required(jwtKeyFromSecret(algorithms, secret))] };
};

const usableJwk = (jwk: object, algorithms: readonly JwtAlgorithm[]): JwtKeySet["usable"] => {
  const reading = jwtKeyFromJwk(algorithms, membersOf(jwk));
  return reading.outcome === "usable" ? [identified(reading.key, jwk)] : [];
};

const required = (reading: JwtKeyReading): JwtKey => {
  if (reading.outcome === "unusable") throw new JwtKeyError(reading.reason, reading.member);
  return reading.key;
};

const identified = (key: JwtKey, jwk: object): JwtKeySet["usable"][number] => {
  const keyId = ownMember(membersOf(jwk), "kid");
  return typeof keyId === "string" ? { ...key, keyId } : key;
};

const membersOf = (jwk: object): Readonly<Record<string, unknown>> => Object.fromEntries(Object.entries(jwk));
