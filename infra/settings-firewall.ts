import * as z from "zod/mini";
import { numberIn, type Variable } from "./settings-environment.ts";

/** What stands in front of both planes. */
export const firewallFields = {
  /** How often one address may ask both planes within five minutes. 0: no firewall, which costs some 9 dollars a month. */
  requestsPerAddress: z.int().check(
    z.maximum(2_000_000_000),
    z.refine((limit) => limit === 0 || limit >= 10, "0, or what AWS takes: 10 and more"),
  ),
};

export const FIREWALL_DEFAULTS = { requestsPerAddress: 60_000 };

export const firewallVariables = {
  requestsPerAddress: numberIn("LATCHKEY_REQUESTS_PER_ADDRESS"),
} satisfies Record<keyof typeof firewallFields, Variable>;
