import { Buffer, isUtf8 } from "node:buffer";
import { headerValues } from "../request-headers.ts";
import type { SignedRequest } from "../signed-request.ts";

/** Username and password of HTTP Basic (RFC 7617, section 2). */
export interface BasicCredential {
  /** Never holds a colon. May be empty, as may the password. */
  readonly username: string;
  readonly password: string;
}

/** What a request says of HTTP Basic; undefined when it does not use it. */
export type ParsedBasic =
  | { readonly outcome: "claimed"; readonly credential: BasicCredential }
  | { readonly outcome: "malformed" }
  | undefined;

/** Longest base64 that is looked at: 1 KB of credentials. */
const ENCODED_MAX = 1_368;

/** HTTP Basic from the Authorization header; undefined when the request does not use it. */
export const parseBasic = (request: SignedRequest): ParsedBasic => {
  const found = headerValues(request, "authorization").filter((value) => /^basic(?: |$)/i.test(value));
  const [value] = found;
  if (value === undefined) return undefined;
  const credential = found.length === 1 ? decodeBasic(value.slice("basic ".length)) : undefined;
  return credential ? { outcome: "claimed", credential } : { outcome: "malformed" };
};

/**
 * Reads the credentials of RFC 7617: canonical base64 of at most 1 KB of UTF-8 without control characters, split at
 * the first colon. Undefined for anything else.
 */
export const decodeBasic = (encoded: string): BasicCredential | undefined => {
  if (encoded.length > ENCODED_MAX) return undefined;
  const bytes = Buffer.from(encoded, "base64");
  if (bytes.toString("base64") !== encoded || !isUtf8(bytes)) return undefined;
  const text = bytes.toString("utf8");
  const colon = text.indexOf(":");
  if (colon < 0 || /\p{Cc}/u.test(text)) return undefined;
  return { username: text.slice(0, colon), password: text.slice(colon + 1) };
};
