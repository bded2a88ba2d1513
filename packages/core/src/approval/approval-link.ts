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

const mac = (key: Buffer, text: string): Buffer =>
  createHmac("sha256", key).update(`approval-link\n${text}`).digest();

/** `keyId.payload.mac` in base64url: URL-safe, and bound to its purpose, so no other token can pass for one. */
export const signApprovalLink = (ring: KeyRing, link: ApprovalLink): string => {
  const key = currentKey(ring);
  const fields = [link.subscription, link.application, link.approver, link.expires];
  const signed = `${key.id}.${Buffer.from(JSON.stringify(fields)).toString("base64url")}`;
  return `${signed}.${mac(key.bytes, signed).toString("base64url")}`;
};

/** Nothing when it was tampered with, or made with a key that is no longer in the ring. Says nothing of its end. */
export const openApprovalLink = (ring: KeyRing, token: string): ApprovalLink | undefined => {
  const match = token.length <= MOST_CHARACTERS && /^([\w-]{1,32})\.([\w-]+)\.([\w-]{43})$/.exec(token);
  if (!match) return undefined;
  const [, id = "", payload = "", given = ""] = match;
  const key = keyBytes(ring, id);
  if (!key || !timingSafeEqual(mac(key, `${id}.${payload}`), Buffer.from(given, "base64url")))
    return undefined;
  const [subscription, application, approver, expires] = JSON.parse(
    Buffer.from(payload, "base64url").toString("utf8"),
  );
  return ApprovalLink.parse({ subscription, application, approver, expires });
};
