import { createPublicKey, type KeyObject } from "node:crypto";
import { readFileSync } from "node:fs";
import { GithubPublicKeys } from "@latchkey/core/stage/github-keys";
import * as z from "zod/mini";

/** GitHub's public keys by their identifiers. */
export type GithubKeys = ReadonlyMap<string, KeyObject>;

/**
 * @param given the JSON itself, or the path of a file with it; empty for none
 * @throws Error for what is neither, and for a key that is not one of ECDSA over P-256
 */
export const readGithubKeys = (given: string): GithubKeys => {
  const text = given.trim();
  if (text === "") return new Map();
  const read = GithubPublicKeys.parse(JSON.parse(text.startsWith("{") ? text : readFileSync(text, "utf8")));
  return new Map(read.public_keys.map(({ key_identifier: id, key }) => [id, p256(key)]));
};

const p256 = (pem: string): KeyObject => {
  const key = createPublicKey(pem);
  if (key.asymmetricKeyType !== "ec" || key.asymmetricKeyDetails?.namedCurve !== "prime256v1")
    throw new Error("not a key of ECDSA over P-256");
  return key;
};

/** The setting, as text of the environment. */
export const GithubKeysSetting = z.pipe(
  z._default(z.string(), ""),
  z.transform((given: string, context): GithubKeys => {
    try {
      return readGithubKeys(given);
    } catch {
      context.issues.push({
        code: "custom",
        input: given,
        message: 'GitHub\'s public keys as JSON ({"public_keys": […]}), or a file with them',
      });
      return z.NEVER;
    }
  }),
);
