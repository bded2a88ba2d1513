import { Buffer, isUtf8 } from "node:buffer";
import { splitCompact } from "./canonical-base64url.ts";
import { type JsonObject, ownMember } from "./json-object.ts";
import { parseStrictObject } from "./strict-json.ts";

/** Longest token that is looked at, in characters. */
export const JWT_MAX = 8_192;

/** A JWS in compact form (RFC 7515), taken apart but **not verified**: nothing in it may be believed yet. */
export interface CompactJws {
  readonly header: JsonObject;
  /** The header's `alg`: what the token says, not what it is checked with. */
  readonly algorithm: string;
  readonly keyId?: string;
  /** Canonical base64url. */
  readonly payload: string;
  /** Canonical base64url. */
  readonly signature: string;
  /** Header and payload as signed, ASCII. */
  readonly signingInput: string;
}

/** A JWT (RFC 7519), taken apart but **not verified**. */
export interface ParsedJwt extends CompactJws {
  readonly claims: JsonObject;
}

/**
 * Takes a JWT apart, without any crypto: its claims are needed to find the key.
 * @returns undefined for everything that is not a compact JWS of at most 8 KB with a JSON object inside
 */
export const parseJwt = (token: string): ParsedJwt | undefined => {
  const jws = parseJws(token);
  const claims = jws && decodeObject(jws.payload);
  return claims && { ...jws, claims };
};

/**
 * Parses a compact JWS with any payload. `crit` is refused, as no extension is understood, and so is `b64`, which needs it;
 * `jku`, `x5u`, `x5c` and `jwk` are never read.
 */
export const parseJws = (token: string): CompactJws | undefined => {
  const segments = token.length <= JWT_MAX ? splitCompact(token) : undefined;
  const header = segments && decodeObject(segments[0]);
  if (!header) return undefined;
  const algorithm = ownMember(header, "alg");
  const keyId = ownMember(header, "kid");
  if (typeof algorithm !== "string") return undefined;
  if (Object.hasOwn(header, "crit") || Object.hasOwn(header, "b64")) return undefined;
  if (keyId !== undefined && typeof keyId !== "string") return undefined;
  const [encodedHeader, payload, signature] = segments;
  return {
    header,
    algorithm,
    ...(keyId === undefined ? {} : { keyId }),
    payload,
    signature,
    signingInput: token.slice(0, encodedHeader.length + 1 + payload.length),
  };
};

const decodeObject = (segment: string): JsonObject | undefined => {
  const bytes = Buffer.from(segment, "base64url");
  const text = bytes.toString("utf8");
  // U+FFFD is either what the token says or where its bytes were not UTF-8.
  return text.includes("\ufffd") && !isUtf8(bytes) ? undefined : parseStrictObject(text);
};
