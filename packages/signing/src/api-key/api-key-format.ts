import { isBase62 } from "../base62.ts";
import {
  DEFAULT_KEY_PREFIX,
  hasMintedChecksum,
  LENGTH_AFTER_LETTERS,
  MINTED_RANDOM_BYTES,
  mintedLetters,
  mintedPlace,
  mintValue,
} from "../minted/minted-form.ts";
import type { MintedPlace } from "../minted/minted-place.ts";

const MAX_PREFIX = 8;

/** What every stage's keys began with before a stage could choose. */
const FIRST_PREFIX = "lk_";
const FIRST_CONSUMER_END = FIRST_PREFIX.length + 16;

/** Characters in a minted key with the prefix `lk`. */
export const API_KEY_LENGTH: number = DEFAULT_KEY_PREFIX.length + LENGTH_AFTER_LETTERS;

/** Random bytes that {@link mintApiKey} wants. */
export const API_KEY_RANDOM_BYTES: number = MINTED_RANDOM_BYTES;

const FOREIGN_MIN = 16;
const FOREIGN_MAX = 256;

/** What a presented value is, by its form alone. */
export type ParsedApiKey =
  /** A stage's by form and checksum: who claims it and which of theirs. Says nothing about the secret. */
  | ({ readonly outcome: "minted" } & MintedPlace)
  /** Not ours, but a value that could have been imported. */
  | { readonly outcome: "foreign" }
  /** Cannot be a key: a typo in a minted one, or a length or character that no key has. It is not looked up. */
  | { readonly outcome: "malformed" };

/**
 * A new API key.
 * @param consumerPart the 16 base62 characters after `con_` in the consumer's id
 * @param random at least {@link API_KEY_RANDOM_BYTES} bytes from a cryptographic source
 * @param lookup the 6 public base62 characters, where the issuer chooses them; random when absent
 * @param prefix the stage's 2 to 8 letters from a to z
 * @throws RangeError for another prefix, consumer or look-up part, or too few random bytes
 */
export const mintApiKey = (
  consumerPart: string,
  random: Uint8Array,
  lookup?: string,
  prefix: string = DEFAULT_KEY_PREFIX,
): string => mintValue(prefix, "", consumerPart, random, lookup);

/**
 * Reads a presented key, whatever a stage's prefix was when it was minted. The checksum turns typos and noise away; it is
 * no security check.
 */
export const parseApiKey = (value: string): ParsedApiKey => {
  const letters = mintedLetters(value);
  if (letters === 0 || letters > MAX_PREFIX)
    return isForeignApiKey(value) ? { outcome: "foreign" } : { outcome: "malformed" };
  if (!hasMintedChecksum(value)) return { outcome: "malformed" };
  return { outcome: "minted", ...mintedPlace(value, letters) };
};

/**
 * Whether a value may be imported as a key: 16 to 256 printable ASCII characters, no space at either end (HTTP
 * trims them), and not in the form of our own, which would never be looked up.
 */
export const isForeignApiKey = (value: string): boolean =>
  value.length >= FOREIGN_MIN &&
  value.length <= FOREIGN_MAX &&
  !hasMintedForm(value) &&
  /^[!-~][ -~]*[!-~]$/.test(value);

/**
 * Laid out like a minted key or client secret with any prefix, its checksum right or wrong; of the prefix `lk` also what is
 * cut short or too long. Such a value is never looked up as an imported key.
 */
export const hasMintedForm = (value: string): boolean => {
  const letters = mintedLetters(value);
  if (letters > MAX_PREFIX) return value.startsWith("cs", letters - 2);
  if (letters > 0) return true;
  if (!value.startsWith(FIRST_PREFIX)) return false;
  return value.length === API_KEY_LENGTH || isBase62(value, FIRST_PREFIX.length, FIRST_CONSUMER_END);
};
