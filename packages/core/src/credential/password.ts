import { argon2, timingSafeEqual } from "node:crypto";
import type { RandomBytes } from "../id.ts";

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

/** The password in PHC string form. Takes tens of milliseconds of a thread of the pool, not of the event loop. */
export const hashPassword = async (password: string, random: RandomBytes): Promise<string> => {
  const salt = random(SALT_LENGTH);
  const tag = await derive(password, salt);
  return `$argon2id$v=19$m=${MEMORY},t=${PASSES},p=${LANES}$${unpadded(salt)}$${unpadded(tag)}`;
};

/** Compares in constant time. A form that is not ours never matches, but costs the same time. */
export const verifyPassword = async (password: string, phc: string): Promise<boolean> => {
  const [, salt = "", tag = ""] = PHC.exec(phc) ?? [];
  const derived = await derive(password, salt ? Buffer.from(salt, "base64") : Buffer.alloc(SALT_LENGTH));
  const expected = Buffer.from(tag, "base64");
  return expected.length === derived.length && timingSafeEqual(derived, expected);
};

/** Spends the time of a verification where there is nothing to verify, so that unknown users are not told apart. */
export const spendPasswordTime = async (password: string): Promise<void> => {
  await derive(password, Buffer.alloc(SALT_LENGTH));
};
