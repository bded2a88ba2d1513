import { argon2, createHash, timingSafeEqual } from "node:crypto";
import { compare } from "bcryptjs";
import type { ForeignHash } from "./foreign-hash.ts";

/** Whether a password has this hash. Compares in constant time. */
export const fitsForeign = async (foreign: ForeignHash, password: string): Promise<boolean> => {
  switch (foreign.of) {
    case "kong-sha1":
      return isTag(createHash("sha1").update(`${password}${foreign.salt}`, "utf8").digest(), foreign.tag);
    case "bcrypt":
      return compare(password, foreign.text);
    case "argon2i":
    case "argon2id":
    case "argon2d":
      return isTag(await derive(foreign, password), foreign.tag);
  }
};

type Argon2 = Extract<ForeignHash, { memory: number }>;

const derive = ({ of, memory, passes, lanes, salt, tag }: Argon2, password: string): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const message = Buffer.from(password, "utf8");
    const parameters = { message, nonce: salt, parallelism: lanes, tagLength: tag.length, memory, passes };
    argon2(of, parameters, (error, derived) => (error ? reject(error) : resolve(derived)));
  });

const isTag = (derived: Buffer, tag: Buffer): boolean =>
  derived.length === tag.length && timingSafeEqual(derived, tag);
