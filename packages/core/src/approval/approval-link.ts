import { createHmac, timingSafeEqual } from "node:crypto";
import * as z from "zod/mini";
import { currentKey, type KeyRing, keyBytes } from "../key-ring/key-ring.ts";

/** What one approver's link decides: one application of one subscription, until it lapses. */
export const ApprovalLink = z.object({
  subscription: z.string(),
  application: z.int(),
  approver: z.string(),
  /** Seconds since the epoch. */
  expires: z.int(),
});
export type ApprovalLink = z.infer<typeof ApprovalLink>;

const MOST_CHARACTERS = 1000;

/** In base64url. HMAC-SHA256 over a text that names its purpose, so no other token can pass for a link. */
const macOf = (key: Buffer, signed: string): string =>
  createHmac("sha256", key).update(`approval-link\n${signed}`).digest("base64url");

/** `keyId.payload.mac`, the latter two in base64url: safe in a URL. */
export const signApprovalLink = (ring: KeyRing, link: ApprovalLink): string => {
  const key = currentKey(ring);
  const fields = [link.subscription, link.application, link.approver, link.expires];
  const signed = `${key.id}.${Buffer.from(JSON.stringify(fields)).toString("base64url")}`;
  return `${signed}.${macOf(key.bytes, signed)}`;
};

/** Nothing when it was tampered with, or made with a key that is no longer in the ring. Says nothing of its end. */
export const openApprovalLink = (ring: KeyRing, token: string): ApprovalLink | undefined => {
  const parts = partsOf(token);
  const key = parts && keyBytes(ring, parts.keyId);
  if (!parts || !key) return undefined;
  // Compared as text: the last character of a base64url MAC has bits that decoding ignores.
  const expected = Buffer.from(macOf(key, parts.signed));
  if (!timingSafeEqual(expected, Buffer.from(parts.mac))) return undefined;
  const [subscription, application, approver, expires] = JSON.parse(
    Buffer.from(parts.payload, "base64url").toString("utf8"),
  );
  return ApprovalLink.safeParse({ subscription, application, approver, expires }).data;
};

/** The key that a link says it was made with, to tell a ring that is behind from a forgery. */
export const keyOfApprovalLink = (token: string): string | undefined => partsOf(token)?.keyId;

const partsOf = (token: string) => {
  const match = token.length <= MOST_CHARACTERS && /^([\w-]{1,32})\.([\w-]+)\.([\w-]{43})$/.exec(token);
  if (!match) return undefined;
  const [, keyId = "", payload = "", mac = ""] = match;
  return { keyId, payload, mac, signed: `${keyId}.${payload}` };
};
