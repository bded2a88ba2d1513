import { timingSafeEqual } from "node:crypto";
import { keyHmac } from "../key-ring/key-hmac.ts";
import { currentKey, type KeyRing, type KeyRings, keyBytes } from "../key-ring/key-ring.ts";

/** What a link is for: the text that is signed names it, so no link passes for one of another kind. */
export type LinkPurpose =
  | "announcement-link"
  | "approval-link"
  | "delegate-link"
  | "invitation-link"
  | "publication-link";

const MAX_CHARACTERS = 1000;

/** HMAC-SHA256, in base64url. */
const macOf = (key: Buffer, purpose: LinkPurpose, signed: string): string =>
  keyHmac(key).update(`${purpose}\n${signed}`).digest("base64url");

/** `keyId.payload.mac`, the latter two in base64url: safe in a URL. */
export const signLink = (ring: KeyRing, purpose: LinkPurpose, fields: readonly unknown[]): string => {
  const key = currentKey(ring);
  const signed = `${key.id}.${Buffer.from(JSON.stringify(fields)).toString("base64url")}`;
  return `${signed}.${macOf(key.bytes, purpose, signed)}`;
};

/** The fields that were signed. Nothing for a token that was changed, or made with a key that the ring does not hold. */
export const openLink = (ring: KeyRing, purpose: LinkPurpose, token: string): unknown[] | undefined => {
  const parts = partsOf(token);
  const key = parts && keyBytes(ring, parts.keyId);
  if (!parts || !key) return undefined;
  // Compared as text: the last character of a base64url MAC has bits that decoding ignores.
  const expected = Buffer.from(macOf(key, purpose, parts.signed));
  if (!timingSafeEqual(expected, Buffer.from(parts.mac))) return undefined;
  const fields: unknown = JSON.parse(Buffer.from(parts.payload, "base64url").toString("utf8"));
  return Array.isArray(fields) ? fields : undefined;
};

/**
 * The ring that a token is opened with. The source of the keys is asked again only for a key that the remembered ring
 * does not hold; nothing for what cannot be a token.
 */
export const ringOfLink = async (keys: KeyRings, token: string): Promise<KeyRing | undefined> => {
  const keyId = keyOfLink(token);
  if (keyId === undefined) return undefined;
  const ring = await keys.ring("link");
  return keyBytes(ring, keyId) ? ring : keys.refresh("link");
};

/** The key that a link says it was made with, to tell a ring that is behind from a forgery. */
export const keyOfLink = (token: string): string | undefined => partsOf(token)?.keyId;

const partsOf = (token: string) => {
  const match = token.length <= MAX_CHARACTERS && /^([\w-]{1,32})\.([\w-]+)\.([\w-]{43})$/.exec(token);
  if (!match) return undefined;
  const [, keyId = "", payload = "", mac = ""] = match;
  return { keyId, payload, mac, signed: `${keyId}.${payload}` };
};
