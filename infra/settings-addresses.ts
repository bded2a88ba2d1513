import * as z from "zod/mini";
import { textIn, type Variable } from "./settings-environment.ts";
import { host } from "./settings-patterns.ts";

/** Where the planes and the portal answer. */
export const addressesFields = {
  /** `api.`, `gateway.` and `portal.` in front of it. Its zone must be in Route 53. Without one: AWS's names. */
  domain: z.optional(host),
};

export const addressesVariables = {
  domain: textIn("LATCHKEY_DOMAIN"),
} satisfies Record<keyof typeof addressesFields, Variable>;
