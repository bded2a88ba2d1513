import { base62FromNumber, base62FromRandom, isBase62, numberFromBase62, randomBytesFor } from "../base62.ts";
import { crc32 } from "../crc32.ts";
import type { MintedPlace } from "./minted-place.ts";

/*
 * What API keys and client secrets have in common:
 *
 * lk _ CCCCCCCCCCCCCCCC _ LLLLLL SSSSSSSSSSSSSSSSSSSSSSSSSSSSSS XXXXXX
 *      consumer (16)      look-up (6)  secret (30, 178 bits)    CRC-32 of all before (6)
 *
 * The letters in front are the stage's prefix (2 to 8), and `cs` after it for a client secret.
 */
const CONSUMER_LENGTH = 16;
const LOOKUP_LENGTH = 6;
const RANDOM_LENGTH = 36;
const CHECKSUM_LENGTH = 6;

const MIN_LETTERS = 2;
const MAX_LETTERS = 10;

/** Characters after the letters. */
export const LENGTH_AFTER_LETTERS: number = 1 + CONSUMER_LENGTH + 1 + RANDOM_LENGTH + CHECKSUM_LENGTH;

/** Random bytes that {@link mintValue} wants. */
export const MINTED_RANDOM_BYTES: number = randomBytesFor(RANDOM_LENGTH);

/** What a stage that is told nothing else begins its keys with. */
export const DEFAULT_KEY_PREFIX = "lk";

/** A stage's prefix. */
export const KEY_PREFIX: RegExp = /^[a-z]{2,8}$/;

/** @throws RangeError for another prefix, consumer or look-up part, or too few random bytes */
export const mintValue = (
  prefix: string,
  kind: "" | "cs",
  consumerPart: string,
  random: Uint8Array,
  lookup?: string,
): string => {
  if (!KEY_PREFIX.test(prefix)) throw new RangeError("the prefix is 2 to 8 letters from a to z");
  if (consumerPart.length !== CONSUMER_LENGTH || !isBase62(consumerPart))
    throw new RangeError("the consumer part is 16 base62 characters");
  if (lookup !== undefined && (lookup.length !== LOOKUP_LENGTH || !isBase62(lookup)))
    throw new RangeError("the look-up part is 6 base62 characters");
  const drawn = base62FromRandom(random, RANDOM_LENGTH);
  const unchecked = `${prefix}${kind}_${consumerPart}_${lookup ?? drawn.slice(0, LOOKUP_LENGTH)}${drawn.slice(LOOKUP_LENGTH)}`;
  return unchecked + base62FromNumber(crc32(unchecked), CHECKSUM_LENGTH);
};

/** How many letters a value begins with that is laid out like a minted one; 0 for any other. The checksum is not compared. */
export const mintedLetters = (value: string): number => {
  const letters = value.length - LENGTH_AFTER_LETTERS;
  if (letters < MIN_LETTERS || letters > MAX_LETTERS) return 0;
  const consumerEnd = letters + 1 + CONSUMER_LENGTH;
  return value[letters] === "_" &&
    value[consumerEnd] === "_" &&
    isLetters(value, letters) &&
    isBase62(value, letters + 1, consumerEnd) &&
    isBase62(value, consumerEnd + 1)
    ? letters
    : 0;
};

/** Whether a value that is laid out like a minted one ends in its checksum. It turns typos away and is no security check. */
export const hasMintedChecksum = (value: string): boolean => {
  const checksumStart = value.length - CHECKSUM_LENGTH;
  return crc32(value, checksumStart) === numberFromBase62(value, checksumStart);
};

/** What a value says that is laid out like a minted one. */
export const mintedPlace = (value: string, letters: number): MintedPlace => {
  const consumerEnd = letters + 1 + CONSUMER_LENGTH;
  return {
    consumerPart: value.slice(letters + 1, consumerEnd),
    lookup: value.slice(consumerEnd + 1, consumerEnd + 1 + LOOKUP_LENGTH),
  };
};

/** What a minted API key or client secret says by its form and checksum; nothing for any other value. */
export const parseMinted = (value: string): MintedPlace | undefined => {
  const letters = mintedLetters(value);
  return letters > 0 && hasMintedChecksum(value) ? mintedPlace(value, letters) : undefined;
};

const isLetters = (value: string, end: number): boolean => {
  for (let at = 0; at < end; at++) {
    const code = value.charCodeAt(at);
    if (code < 97 || code > 122) return false;
  }
  return true;
};
