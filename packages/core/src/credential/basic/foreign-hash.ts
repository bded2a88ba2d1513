/** A hash of a password that another gateway has made. Every cost is bounded: the importer spends the authorizer's time. */
export type ForeignHash =
  /** Kong's basic-auth: SHA-1 of the password and the consumer's id after it. */
  | { readonly of: "kong-sha1"; readonly salt: string; readonly tag: Buffer }
  | { readonly of: "bcrypt"; readonly text: string }
  | {
      readonly of: "argon2i" | "argon2id" | "argon2d";
      readonly memory: number;
      readonly passes: number;
      readonly lanes: number;
      readonly salt: Buffer;
      readonly tag: Buffer;
    };

/** No form is longer. */
export const FOREIGN_HASH_MAX = 512;

const MIN_COST = 4;
/** A third of a second; each step doubles it. */
const MAX_COST = 12;
/** KiB: the memory of one hash, and the memory that all of its passes go over. */
const MAX_MEMORY = 65_536;
const MAX_WORK = 4 * MAX_MEMORY;
const MAX_PASSES = 16;
const MAX_LANES = 8;

const KONG = /^\$kong-sha1\$([0-9A-Za-z-]{1,64})\$([0-9a-f]{40})$/;
const BCRYPT = /^\$2[aby]\$(\d\d)\$[./A-Za-z0-9]{53}$/;
const ARGON2 =
  /^\$(argon2id|argon2i|argon2d)\$v=19\$m=(\d{1,7}),t=(\d{1,3}),p=(\d{1,3})\$([A-Za-z0-9+/]{11,86})\$([A-Za-z0-9+/]{22,86})$/;

/** What a text says that is one; undefined for every other text, and where a cost is out of bounds. */
export const readForeignHash = (text: string): ForeignHash | undefined => {
  if (text.length > FOREIGN_HASH_MAX) return undefined;
  const [, salt, tag] = KONG.exec(text) ?? [];
  if (salt !== undefined && tag !== undefined) return { of: "kong-sha1", salt, tag: Buffer.from(tag, "hex") };
  const cost = Number(BCRYPT.exec(text)?.[1] ?? 0);
  if (cost >= MIN_COST && cost <= MAX_COST) return { of: "bcrypt", text };
  return readArgon2(text);
};

const readArgon2 = (text: string): ForeignHash | undefined => {
  const [, of, m = "", t = "", p = "", salt = "", tag = ""] = ARGON2.exec(text) ?? [];
  if (of !== "argon2i" && of !== "argon2id" && of !== "argon2d") return undefined;
  const [memory, passes, lanes] = [Number(m), Number(t), Number(p)];
  // RFC 9106, section 3.1: at least 8 KiB for each lane.
  const isBounded =
    lanes >= 1 &&
    lanes <= MAX_LANES &&
    passes >= 1 &&
    passes <= MAX_PASSES &&
    memory >= 8 * lanes &&
    memory <= MAX_MEMORY &&
    memory * passes <= MAX_WORK;
  if (!isBounded) return undefined;
  return { of, memory, passes, lanes, salt: Buffer.from(salt, "base64"), tag: Buffer.from(tag, "base64") };
};
