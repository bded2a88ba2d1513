import { createCipheriv, createDecipheriv } from "node:crypto";
import type { RandomBytes } from "../id.ts";
import { currentKey, type KeyRing, keyBytes } from "./key-ring.ts";

const NONCE = 12;
const TAG = 16;

/**
 * AES-256-GCM (NIST SP 800-38D) under the ring's current key: `keyId.base64url(nonce | ciphertext | tag)`.
 * `owner` is associated data, so a sealed value moved to another owner does not open.
 */
export const seal = (ring: KeyRing, plaintext: string, owner: string, random: RandomBytes): string =>
  sealBytes(ring, Buffer.from(plaintext, "utf8"), owner, random);

export const sealBytes = (
  ring: KeyRing,
  plaintext: Uint8Array,
  owner: string,
  random: RandomBytes,
): string => {
  const key = currentKey(ring);
  const nonce = random(NONCE);
  const cipher = createCipheriv("aes-256-gcm", key.bytes, nonce).setAAD(Buffer.from(owner));
  const sealed = Buffer.concat([nonce, cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]);
  return `${key.id}.${sealed.toString("base64url")}`;
};

/** Opens what `seal` made, or answers nothing: changed, of another owner, or made with a removed key. */
export const unseal = (ring: KeyRing, sealed: string, owner: string): string | undefined =>
  unsealBytes(ring, sealed, owner)?.toString("utf8");

export const unsealBytes = (ring: KeyRing, sealed: string, owner: string): Buffer | undefined => {
  const [id = "", encoded = "", ...more] = sealed.split(".");
  const key = keyBytes(ring, id);
  const bytes = Buffer.from(encoded, "base64url");
  // One value has one text: decoding is lenient, and what it overlooks would not be covered by the tag.
  if (!key || more.length > 0 || bytes.toString("base64url") !== encoded) return undefined;
  if (bytes.length < NONCE + TAG) return undefined;
  const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, NONCE))
    .setAAD(Buffer.from(owner))
    .setAuthTag(bytes.subarray(-TAG));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(NONCE, -TAG)), decipher.final()]);
  } catch {
    return undefined;
  }
};

/** The id of the key that a sealed value names, to tell a ring that is behind from a forgery. */
export const sealedWith = (sealed: string): string => sealed.split(".", 1)[0] ?? "";
