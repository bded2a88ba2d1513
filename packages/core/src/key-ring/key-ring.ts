/** What each ring is for. A Lambda can read only the rings it needs. */
export type KeyRingName = "pepper" | "data" | "link" | "request" | "audit" | "assertion";

/** A set of 32-byte keys, base64. New things are made with `current`; old ones name the key they were made with. */
export interface KeyRing {
  current: string;
  keys: Readonly<Record<string, string>>;
}

/** Answers from memory when it can; a ring is at most five minutes behind its source. */
export interface KeyRings {
  /** @throws Unavailable when the ring cannot be read and none is remembered. */
  ring(name: KeyRingName): Promise<KeyRing>;
  /** Asks the source again, for a key id that is not in the remembered ring; at most once in ten seconds. */
  refresh(name: KeyRingName): Promise<KeyRing>;
}

/** The bytes of one key, or nothing when the ring does not hold it (it was removed, or is forged). */
export const keyBytes = (ring: KeyRing, id: string): Buffer | undefined => {
  const encoded = Object.hasOwn(ring.keys, id) ? ring.keys[id] : undefined;
  return encoded === undefined ? undefined : Buffer.from(encoded, "base64");
};

/** The id and bytes of the key that new things are made with. */
export const currentKey = (ring: KeyRing): { id: string; bytes: Buffer } => {
  const bytes = keyBytes(ring, ring.current);
  if (!bytes) throw new Error("A key ring names a current key that it does not hold.");
  return { id: ring.current, bytes };
};
