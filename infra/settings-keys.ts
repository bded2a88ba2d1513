import { GithubPublicKeys } from "@latchkey/core/stage/github-keys";
import { KeyPrefix, UNSET_KEY_PREFIX } from "@latchkey/core/stage/key-prefix";
import * as z from "zod/mini";
import { jsonIn, numberIn, textIn, type Variable } from "./settings-environment.ts";

const told = "0, or a whole number of days from 7 to 3650";

export const keysFields = {
  /** How many days old a key of a ring becomes before it is replaced by itself. 0: never, but by hand. */
  keyRotationDays: z.int(told).check(
    z.maximum(3650, told),
    z.refine((days) => days === 0 || days >= 7, told),
  ),
  /** What new API keys begin with, and new client secrets with `cs` after it. */
  keyPrefix: KeyPrefix,
  /** What GitHub signs its reports of leaked keys with; without them none is taken. */
  githubKeys: z.optional(GithubPublicKeys),
};
type Keys = z.infer<z.ZodMiniObject<typeof keysFields>>;

/** Those that the functions have by themselves. A test holds the two to each other. */
export const KEYS_DEFAULTS: Keys = { keyRotationDays: 90, keyPrefix: UNSET_KEY_PREFIX };

export const keysVariables = {
  keyRotationDays: numberIn("LATCHKEY_KEY_ROTATION_DAYS"),
  keyPrefix: textIn("LATCHKEY_KEY_PREFIX"),
  githubKeys: jsonIn("LATCHKEY_GITHUB_KEYS"),
} satisfies Record<keyof typeof keysFields, Variable>;

/** As those functions read it that mint keys. */
export const keyPrefixEnvironment = ({ keyPrefix }: Pick<Keys, "keyPrefix">) => ({
  LATCHKEY_KEY_PREFIX: keyPrefix,
});

export const githubKeysEnvironment = ({ githubKeys }: Pick<Keys, "githubKeys">) => ({
  LATCHKEY_GITHUB_KEYS: githubKeys ? JSON.stringify(githubKeys) : "",
});
