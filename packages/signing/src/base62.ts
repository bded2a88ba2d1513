const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** The largest multiple of 62 that fits a byte: bytes from here on are thrown away, or `0`–`7` would come up more often. */
const UNBIASED_BELOW = 248;

/**
 * How many random bytes to hand to {@link base62FromRandom} for `length` characters. One byte in 32 is thrown away;
 * with 32 bytes more than characters the chance of running out is below 2^-100.
 */
export const randomBytesFor = (length: number): number => length + 32;

/**
 * `length` base62 characters (5.95 bits each), every one equally likely.
 * @throws RangeError when `random` holds too few usable bytes; see {@link randomBytesFor}.
 */
export const base62FromRandom = (random: Uint8Array, length: number): string => {
  let text = "";
  for (const byte of random) {
    if (text.length === length) break;
    if (byte < UNBIASED_BELOW) text += ALPHABET.charAt(byte % 62);
  }
  if (text.length < length) throw new RangeError(`too few random bytes for ${length} base62 characters`);
  return text;
};

/** A non-negative integer in base62, most significant digit first, padded with `0` to `length`. */
export const base62FromNumber = (value: number, length: number): string => {
  let text = "";
  let rest = value;
  for (let digit = 0; digit < length; digit++) {
    text = ALPHABET.charAt(rest % 62) + text;
    rest = Math.floor(rest / 62);
  }
  return text;
};

/** The value of each ASCII character as a base62 digit; -1 for what is none. */
const DIGITS = Int8Array.from({ length: 128 }, (_, code) => ALPHABET.indexOf(String.fromCharCode(code)));

/** The integer of the base62 digits from `start` on. */
export const numberFromBase62 = (text: string, start: number): number => {
  let value = 0;
  for (let at = start; at < text.length; at++) value = value * 62 + (DIGITS[text.charCodeAt(at)] ?? -1);
  return value;
};

/** Whether every character from `start` to before `end` is base62. True where there is none. */
export const isBase62 = (text: string, start = 0, end: number = text.length): boolean => {
  for (let at = start; at < end; at++) {
    if ((DIGITS[text.charCodeAt(at)] ?? -1) < 0) return false;
  }
  return true;
};
