import { createHmac, createSecretKey, hash, type KeyObject, timingSafeEqual } from "node:crypto";
import { currentKey, type KeyRing, keyBytes } from "./key-ring.ts";

/** Key objects are six times faster to HMAC with than buffers; there are as many as there are peppers. */
const keyObjects = new Map<string, KeyObject>();
const MAX_KEY_OBJECTS = 64;

const keyObject = (bytes: Buffer): KeyObject => {
  const name = bytes.toString("base64");
  const known = keyObjects.get(name);
  if (known) return known;
  if (keyObjects.size >= MAX_KEY_OBJECTS) keyObjects.clear();
  const made = createSecretKey(bytes);
  keyObjects.set(name, made);
  return made;
};

const hmac = (bytes: Buffer, keySha256: Buffer): Buffer =>
  createHmac("sha256", keyObject(bytes)).update(keySha256).digest();

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
