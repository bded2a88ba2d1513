import { timingSafeEqual } from "node:crypto";
import { keyHmac } from "../key-ring/key-hmac.ts";
import { currentKey, type KeyRing, keyBytes } from "../key-ring/key-ring.ts";

/** What a seal is over. It is part of what is sealed, so a seal of one thing is none of another. */
export type Sealed = "entry" | "head" | "redaction" | "record" | "restore";

/** `keyId.mac`: HMAC-SHA256 under the ring's current key over what the text is and the text itself. */
export const seal = (ring: KeyRing, what: Sealed, text: string): string => {
  const { id, bytes } = currentKey(ring);
  return `${id}.${macOf(bytes, what, text)}`;
};

const macOf = (key: Buffer, what: Sealed, text: string): string =>
  keyHmac(key).update(`audit-${what}\n${text}`).digest("base64url");

/** Compared as text in constant time: one seal has one spelling. */
export const isSealed = (ring: KeyRing, what: Sealed, text: string, sealed: string): boolean => {
  const bytes = keyBytes(ring, keyOfSeal(sealed));
  if (!bytes) return false;
  const expected = Buffer.from(macOf(bytes, what, text));
  const given = Buffer.from(sealed.slice(sealed.indexOf(".") + 1));
  return expected.length === given.length && timingSafeEqual(expected, given);
};

/** The key that a seal names, to tell a ring that is behind from a forgery. Empty for what is no seal. */
export const keyOfSeal = (sealed: string): string => sealed.slice(0, Math.max(sealed.indexOf("."), 0));
