import type { PublishedKey } from "@latchkey/core/proof/jwks-source";

/** What is read of a JSON Web Key (RFC 7517, section 4; RFC 7518, section 6). */
const MEMBERS = ["kty", "kid", "use", "alg", "key_ops", "crv", "n", "e", "x", "y"];
const MAX_KEYS = 64;
/** An RSA key of 8,192 bits has 1,366 characters. */
const LONGEST = 2048;

/** The public keys of a set, each with what is read of it and nothing else. @throws Error for what is no key set */
export const publishedKeys = (set: unknown): PublishedKey[] => {
  if (!isRecord(set) || !Array.isArray(set["keys"]))
    throw new Error("The address does not publish a key set.");
  return set["keys"].slice(0, MAX_KEYS).filter(isRecord).map(picked);
};

const picked = (key: Record<string, unknown>): PublishedKey =>
  Object.fromEntries(
    Object.entries(key).filter(([name, value]) => MEMBERS.includes(name) && isBounded(value)),
  );

const isBounded = (value: unknown): boolean => JSON.stringify(value).length <= LONGEST;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
