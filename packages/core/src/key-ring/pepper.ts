import { hash, timingSafeEqual } from "node:crypto";
import { keyHmac } from "./key-hmac.ts";
import { currentKey, type KeyRing, keyBytes } from "./key-ring.ts";

const hmac = (bytes: Buffer, keySha256: Buffer): Buffer => keyHmac(bytes).update(keySha256).digest();

export const sha256 = (text: string): Buffer => hash("sha256", text, "buffer");

/** HMAC(current pepper, SHA-256(key)): what is stored of a key of high entropy. */
export const hashKey = (ring: KeyRing, keySha256: Buffer): { hash: string; pepper: string } => {
  const key = currentKey(ring);
  return { hash: hmac(key.bytes, keySha256).toString("base64"), pepper: key.id };
};

/** Compares in constant time. False also when the pepper is no longer in the ring. */
export const matchesHashedKey = (
  ring: KeyRing,
  stored: { hash: string; pepper: string },
  keySha256: Buffer,
): boolean => {
  const bytes = keyBytes(ring, stored.pepper);
  const expected = Buffer.from(stored.hash, "base64");
  return bytes !== undefined && expected.length === 32 && timingSafeEqual(hmac(bytes, keySha256), expected);
};
