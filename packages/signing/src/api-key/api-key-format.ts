import { base62FromNumber, base62FromRandom, isBase62, numberFromBase62, randomBytesFor } from "../base62.ts";
import { crc32 } from "../crc32.ts";

/*
 * lk_ CCCCCCCCCCCCCCCC _ LLLLLL SSSSSSSSSSSSSSSSSSSSSSSSSSSSSS XXXXXX
 *     consumer (16)      look-up (6)  secret (30, 178 bits)    CRC-32 of all before (6)
 */
const PREFIX = "lk_";
const CONSUMER_LENGTH = 16;
const LOOKUP_LENGTH = 6;
const RANDOM_LENGTH = 36;
const CHECKSUM_LENGTH = 6;
const CONSUMER_END = PREFIX.length + CONSUMER_LENGTH;
const RANDOM_START = CONSUMER_END + 1;
const CHECKSUM_START = RANDOM_START + RANDOM_LENGTH;

/** Characters in a minted key. */
export const API_KEY_LENGTH: number = CHECKSUM_START + CHECKSUM_LENGTH;

/** Random bytes that {@link mintApiKey} wants. */
export const API_KEY_RANDOM_BYTES: number = randomBytesFor(RANDOM_LENGTH);

const FOREIGN_MIN = 16;
const FOREIGN_MAX = 256;

/** What a presented value is, by its form alone. */
export type ParsedApiKey =
  /** Ours by form and checksum: who claims it and which of theirs. Says nothing about the secret. */
  | { readonly outcome: "minted"; readonly consumerPart: string; readonly lookup: string }
  /** Not ours, but a value that could have been imported. */
  | { readonly outcome: "foreign" }
  /** Cannot be a key: a typo in a minted one, or a length or character that no key has. It is not looked up. */
  | { readonly outcome: "malformed" };

/**
 * A new API key.
 * @param consumerPart the 16 base62 characters after `con_` in the consumer's id
 * @param random at least {@link API_KEY_RANDOM_BYTES} bytes from a cryptographic source
 * @param lookup the 6 public base62 characters, where the issuer chooses them; random when absent
 * @throws RangeError for another consumer or look-up part, or too few random bytes
 */
export const mintApiKey = (consumerPart: string, random: Uint8Array, lookup?: string): string => {
  if (consumerPart.length !== CONSUMER_LENGTH || !isBase62(consumerPart)) {
    throw new RangeError("the consumer part is 16 base62 characters");
  }
  if (lookup !== undefined && (lookup.length !== LOOKUP_LENGTH || !isBase62(lookup))) {
    throw new RangeError("the look-up part is 6 base62 characters");
  }
  const drawn = base62FromRandom(random, RANDOM_LENGTH);
  const unchecked = `${PREFIX}${consumerPart}_${lookup ?? drawn.slice(0, LOOKUP_LENGTH)}${drawn.slice(LOOKUP_LENGTH)}`;
  return unchecked + base62FromNumber(crc32(unchecked), CHECKSUM_LENGTH);
};

/** Reads a presented key. The checksum turns typos and noise away; it is no security check. */
export const parseApiKey = (value: string): ParsedApiKey => {
  if (!hasMintedForm(value)) {
    return isForeignApiKey(value) ? { outcome: "foreign" } : { outcome: "malformed" };
  }
  if (
    value.length !== API_KEY_LENGTH ||
    value[CONSUMER_END] !== "_" ||
    !isBase62(value, PREFIX.length, CONSUMER_END) ||
    !isBase62(value, RANDOM_START) ||
    crc32(value, CHECKSUM_START) !== numberFromBase62(value, CHECKSUM_START)
  ) {
    return { outcome: "malformed" };
  }
  return {
    outcome: "minted",
    consumerPart: value.slice(PREFIX.length, CONSUMER_END),
    lookup: value.slice(RANDOM_START, RANDOM_START + LOOKUP_LENGTH),
  };
};

/**
 * Whether a value may be imported as a key: 16 to 256 printable ASCII characters, no space at either end (HTTP
 * trims them), and not beginning like our own, which would never be looked up.
 */
export const isForeignApiKey = (value: string): boolean =>
  value.length >= FOREIGN_MIN &&
  value.length <= FOREIGN_MAX &&
  !hasMintedForm(value) &&
  /^[!-~][ -~]*[!-~]$/.test(value);

/** By length or by beginning: such a value is a minted key, and never looked up as an imported one. */
export const hasMintedForm = (value: string): boolean => {
  if (!value.startsWith(PREFIX)) return false;
  return value.length === API_KEY_LENGTH || isBase62(value, PREFIX.length, CONSUMER_END);
};
