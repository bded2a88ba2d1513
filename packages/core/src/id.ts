const BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** Cryptographically strong random bytes. A port so that tests can repeat. */
export type RandomBytes = (length: number) => Uint8Array;

export type IdPrefix =
  | "tea"
  | "mem"
  | "svc"
  | "iss"
  | "crd"
  | "sub"
  | "evt"
  | "whk"
  | "dlv"
  | "ddl"
  | "inv"
  | "ann"
  | "cht"
  | "del"
  | "mch";

const digits = (value: bigint, alphabet: string, length: number): string => {
  let rest = value;
  let text = "";
  for (let index = 0; index < length; index += 1) {
    text = alphabet.charAt(Number(rest % BigInt(alphabet.length))) + text;
    rest /= BigInt(alphabet.length);
  }
  return text;
};

const toBigInt = (bytes: Uint8Array): bigint => bytes.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);

/** A prefix and a ULID (48 bits of time, 80 random), so ids sort by the time of their making. */
export const newId = (prefix: IdPrefix, now: number, random: RandomBytes): string =>
  `${prefix}_${digits((BigInt(now) << 80n) | toBigInt(random(10)), CROCKFORD, 26)}`;

/** `con_` and 16 base62 characters: 42 bits of time, 53 random. It fits inside a minted key. */
export const newConsumerId = (now: number, random: RandomBytes): string => {
  const randomPart = toBigInt(random(7)) & ((1n << 53n) - 1n);
  return `con_${digits((BigInt(now) << 53n) | randomPart, BASE62, 16)}`;
};

/** `length` base62 characters derived from 8 or more bytes; only for public look-up parts, never for secrets. */
export const base62 = (bytes: Uint8Array, length: number): string => digits(toBigInt(bytes), BASE62, length);
