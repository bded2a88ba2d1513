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

/** An environment of Lambda holds 4 KB in all. */
const MAX_BYTES = 2000;

export const callsEnvironment = ({ services }: Pick<Calls, "services">) => ({
  LATCHKEY_SERVICES: JSON.stringify(services),
});

export const callsContradictions = (calls: Calls): string[] =>
  Buffer.byteLength(callsEnvironment(calls).LATCHKEY_SERVICES) > MAX_BYTES
    ? [
        `services are more than ${MAX_BYTES} bytes: name the team of an API in place of each stage, or set the stage variable of the API.`,
      ]
    : [];
