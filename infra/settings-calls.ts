import { ProviderServices } from "@latchkey/functions/routes/provider-services";
import * as z from "zod/mini";
import { jsonIn, numberIn, type Variable } from "./settings-environment.ts";

/** How calls are authorized. */
export const callsFields = {
  /** For how long the authorizer may remember a record: a revocation is felt within this time. */
  revocationSeconds: z.number().check(z.minimum(0), z.maximum(60)),
  /**
   * Which service a provider's own API implements, or the services of which team, where its stage variables do not say so.
   */
  services: ProviderServices,
};
type Calls = z.infer<z.ZodMiniObject<typeof callsFields>>;

export const CALLS_DEFAULTS = {
  revocationSeconds: 5,
  services: {},
} satisfies Calls;

export const callsVariables = {
  revocationSeconds: numberIn("LATCHKEY_REVOCATION_SECONDS"),
  services: jsonIn("LATCHKEY_SERVICES"),
} satisfies Record<keyof typeof callsFields, Variable>;
