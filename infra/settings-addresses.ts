import * as z from "zod/mini";
import { switchIn, textIn, type Variable } from "./settings-environment.ts";
import { host } from "./settings-patterns.ts";

/** Where the planes and the portal answer. */
export const addressesFields = {
  /** `api.`, `gateway.` and `portal.` in front of it. Its zone must be in Route 53. Without one: AWS's names. */
  domain: z.optional(host),
  /** Whether AWS's names answer beside the domain. Without a domain they always do. */
  keepDefaultEndpoint: z.boolean(),
};
type Addresses = z.infer<z.ZodMiniObject<typeof addressesFields>>;

export const ADDRESSES_DEFAULTS = { keepDefaultEndpoint: true };

export const addressesVariables = {
  domain: textIn("LATCHKEY_DOMAIN"),
  keepDefaultEndpoint: switchIn("LATCHKEY_KEEP_DEFAULT_ENDPOINT"),
} satisfies Record<keyof typeof addressesFields, Variable>;

export const addressesContradictions = ({ domain, keepDefaultEndpoint }: Addresses): string[] =>
  domain === undefined && !keepDefaultEndpoint
    ? ["keepDefaultEndpoint is false and there is no domain: nothing would answer."]
    : [];
