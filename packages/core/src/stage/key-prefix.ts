import { DEFAULT_KEY_PREFIX, KEY_PREFIX } from "@latchkey/signing/minted/minted-form";
import * as z from "zod/mini";

/** What minted API keys begin with, and client secrets with `cs` after it. */
export const KeyPrefix = z.string().check(z.regex(KEY_PREFIX, "2 to 8 letters from a to z"));

export const UNSET_KEY_PREFIX: string = DEFAULT_KEY_PREFIX;
