import type { KeyRing } from "../../key-ring/key-ring.ts";
import { hashKey } from "../../key-ring/pepper.ts";

export const API_KEY_POINTER = "api-key";

export const apiKeyPointer = (pepper: string, hash: string): string => `${API_KEY_POINTER}#${pepper}#${hash}`;

/** The names of an imported key, one under each pepper of the ring: an HMAC, so that the table does not tell the key. */
export const apiKeyPointers = (peppers: KeyRing, keySha256: Buffer): string[] =>
  Object.keys(peppers.keys).map((pepper) => {
    const { hash } = hashKey({ ...peppers, current: pepper }, keySha256);
    return apiKeyPointer(pepper, hash);
  });
