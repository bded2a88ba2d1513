import { type KeyRingName, MAX_BEHIND } from "./key-ring.ts";

/** What was read in the moment of a change counts as read after it. Milliseconds. */
const MARGIN = 60_000;

/** How long published keys may be remembered (`Cache-Control` of both JWKS). Milliseconds. */
export const JWKS_LIFETIME = 300_000;

export interface KeyLives {
  /** From its publication on until everybody knows a key, so that it may be used. Milliseconds. */
  knownAfter: number;
  /** From its end as the current key until no value depends on it. Undefined: it is kept permanently. */
  keptFor?: number;
  /** Whether things in the table name the key, besides what ends with time. */
  named: boolean;
}

/**
 * How long keys of a ring are waited for.
 * @param linkLife how long an approval link works, in milliseconds
 */
export const keyLives = (ring: KeyRingName, linkLife: number): KeyLives => {
  const known = MAX_BEHIND + MARGIN;
  const after = (life: number, named = false): KeyLives => ({
    knownAfter: known,
    keptFor: known + life,
    named,
  });
  switch (ring) {
    case "pepper":
      return after(0, true);
    // What waits for a body is sealed for half a minute: less than the margin.
    case "data":
      return after(0, true);
    case "link":
      return after(linkLife);
    // Receipts of an Idempotency-Key are known for a day. A cursor has no end: an old one is refused then.
    case "request":
      return after(24 * 3_600_000);
    // Every entry of a chain names its key, and a chain has no end; a record may stay unchanged as long.
    case "audit":
    case "record":
      return { knownAfter: known, named: false };
    // First the keys' own function knows it, then the upstreams that remember what that one published.
    case "assertion":
      return {
        knownAfter: known + JWKS_LIFETIME,
        keptFor: known + ASSERTION_SECONDS * 1000,
        named: false,
      };
    // First the ring of public halves has it, then the instances that remember that one.
    case "token":
    case "token-public":
      return {
        knownAfter: known + JWKS_LIFETIME,
        keptFor: known + MAX_TOKEN_SECONDS * 1000,
        named: false,
      };
  }
};

/** The longest life of an access token, in seconds. */
export const MAX_TOKEN_SECONDS = 3600;

/** Seconds from its making to its end. */
export const ASSERTION_SECONDS = 60;
