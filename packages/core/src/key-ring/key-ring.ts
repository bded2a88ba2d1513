/** What each ring is for. A Lambda can read only the rings it needs. */
export type KeyRingName =
  | "pepper"
  | "data"
  | "link"
  | "request"
  | "audit"
  | "record"
  | "assertion"
  | "token"
  /** The public halves of `token`, for those who check access tokens and make none. It follows that ring. */
  | "token-public";

/** The times of a key's transitions so far, in ISO 8601. */
export interface KeyDates {
  published: string;
  /** When it became current, the last time. Absent for one that has only been published. */
  current?: string | undefined;
  /** When another one became current in its place. */
  retired?: string | undefined;
}

/** A set of 32-byte keys (public ones: 33), base64. New things are made with `current`; old ones name the key they were made with. */
export interface KeyRing {
  current: string;
  keys: Readonly<Record<string, string>>;
  /** By key. A ring from before they were kept has none. */
  dates?: Readonly<Record<string, KeyDates>> | undefined;
  /**
   * Of the ring `record`: since when (ISO 8601) every record of the table carries a seal. It is stored here and not in the
   * table, where a writer of the table could revert it. Absent until an older table was migrated.
   */
  sealedSince?: string | undefined;
}

/** A cached ring is at most this much older than its source, in milliseconds. */
export const MAX_BEHIND = 5 * 60_000;

/** While its source does not answer, a ring serves for so long after it was read, in milliseconds. */
export const MAX_UNREAD = 60 * 60_000;

/** Answers from memory when it can; a ring is at most `MAX_BEHIND` behind its source. */
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

export type KeyState = "next" | "current" | "former";

/** `next` has been published and nothing was made with it yet, as far as this ring knows: it may be behind. */
export const keyState = ({ current, dates }: KeyRing, id: string): KeyState => {
  if (id === current) return "current";
  const known = dates && Object.hasOwn(dates, id) ? dates[id] : undefined;
  return known && known.current === undefined ? "next" : "former";
};
