import { argon2, randomBytes, timingSafeEqual } from "node:crypto";
import type { RandomBytes } from "../../id.ts";
import { fitsForeign } from "./fits-foreign.ts";
import { readForeignHash } from "./foreign-hash.ts";

/** OWASP Password Storage Cheat Sheet: argon2id (RFC 9106) with 19 MiB, two passes, one lane. */
const MEMORY = 19_456;
const PASSES = 2;
const LANES = 1;
const TAG_LENGTH = 32;
const SALT_LENGTH = 16;

const PHC = /^\$argon2id\$v=19\$m=19456,t=2,p=1\$([A-Za-z0-9+/]{22})\$([A-Za-z0-9+/]{43})$/;

const derive = (password: string, salt: Uint8Array): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const parameters = {
      message: Buffer.from(password, "utf8"),
      nonce: salt,
      parallelism: LANES,
      tagLength: TAG_LENGTH,
      memory: MEMORY,
      passes: PASSES,
    };
    argon2("argon2id", parameters, (error, tag) => (error ? reject(error) : resolve(tag)));
  });

const unpadded = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64").replace(/=+$/, "");

/**
 * The password in PHC string form. Takes tens of milliseconds of a thread of the pool, not of the event loop.
 *
 * @param besides a hash that holds beside this one for a while: with its salt, one hash is compared with both
 */
export const hashPassword = async (
  password: string,
  random: RandomBytes,
  besides?: string,
): Promise<string> => {
  const salt = (besides === undefined ? undefined : saltOf(besides)) ?? random(SALT_LENGTH);
  const tag = await derive(password, salt);
  return `$argon2id$v=19$m=${MEMORY},t=${PASSES},p=${LANES}$${unpadded(salt)}$${unpadded(tag)}`;
};

/** A stored form that a password fits. */
export interface FittingPassword {
  phc: string;
  /** Our own form of the password, where the stored one is another gateway's: to be stored in its place. */
  rehashed?: string;
}

/** Which of the stored forms a password fits, if any. One hash where they share a salt, and where there are none. */
export type Hashing = (password: string, phcs: readonly string[]) => Promise<FittingPassword | undefined>;

/**
 * Compares in constant time. An unknown form never matches, but costs the same time; so does Kong's, whose own hash
 * costs nothing. Other gateways' cost what those have chosen, within bounds, until the first right password.
 */
export const fittingPassword: Hashing = async (password, phcs) => {
  const foreign = phcs.flatMap((phc) => {
    const hash = PHC.test(phc) ? undefined : readForeignHash(phc);
    return hash ? [{ phc, hash }] : [];
  });
  const own = phcs.filter((phc) => !foreign.some((each) => each.phc === phc));
  const phc = own.length > 0 || foreign.length === 0 ? await fittingOwn(password, own) : undefined;
  if (phc !== undefined) return { phc };
  for (const { phc, hash } of foreign) {
    const rehashed = hash.of === "kong-sha1" ? await hashPassword(password, randomBytes) : undefined;
    if (await fitsForeign(hash, password))
      return { phc, rehashed: rehashed ?? (await hashPassword(password, randomBytes)) };
  }
  return undefined;
};

const fittingOwn = async (password: string, phcs: readonly string[]): Promise<string | undefined> => {
  const bySalt = Map.groupBy(phcs, (phc) => PHC.exec(phc)?.[1] ?? "");
  if (bySalt.size === 0) bySalt.set("", []);
  let found: string | undefined;
  for (const [salt, forms] of bySalt) {
    const derived = await derive(password, salt ? Buffer.from(salt, "base64") : Buffer.alloc(SALT_LENGTH));
    for (const phc of forms) if (isTagOf(phc, derived)) found ??= phc;
  }
  return found;
};

const isTagOf = (phc: string, derived: Buffer): boolean => {
  const expected = Buffer.from(PHC.exec(phc)?.[2] ?? "", "base64");
  return expected.length === derived.length && timingSafeEqual(derived, expected);
};

const saltOf = (phc: string): Buffer | undefined => {
  const salt = PHC.exec(phc)?.[1];
  return salt === undefined ? undefined : Buffer.from(salt, "base64");
};
