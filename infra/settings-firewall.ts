import * as z from "zod/mini";
import { GROUPED_RULES, WHOLE_RULES } from "./firewall-rules.ts";
import { jsonIn, numberIn, type Variable } from "./settings-environment.ts";

/** What stands in front of both planes. */
export const firewallFields = {
  /** How often one address may ask both planes within five minutes. 0: no firewall, which costs some 10 dollars a month. */
  requestsPerAddress: z.int().check(
    z.maximum(2_000_000_000),
    z.refine((limit) => limit === 0 || limit >= 10, "0, or what AWS takes: 10 and more"),
  ),
  /** What single rules do, by AWS's names of them and ours (`firewall-rules.ts`), where it is not what they do by default. */
  firewallRules: z.record(z.string(), z.enum(["block", "count", "off"], "block, count or off")),
};
type Firewall = z.infer<z.ZodMiniObject<typeof firewallFields>>;

export const FIREWALL_DEFAULTS: Firewall = { requestsPerAddress: 60_000, firewallRules: {} };

export const firewallVariables = {
  requestsPerAddress: numberIn("LATCHKEY_REQUESTS_PER_ADDRESS"),
  firewallRules: jsonIn("LATCHKEY_FIREWALL_RULES"),
} satisfies Record<keyof typeof firewallFields, Variable>;

export const firewallContradictions = ({ firewallRules }: Firewall): string[] => {
  const whole: readonly string[] = WHOLE_RULES;
  const grouped: readonly string[] = Object.values(GROUPED_RULES).flat();
  const unknown = Object.keys(firewallRules).filter((rule) => ![...whole, ...grouped].includes(rule));
  const off = Object.entries(firewallRules).flatMap(([rule, action]) =>
    action === "off" && grouped.includes(rule) ? [rule] : [],
  );
  return [
    ...(unknown.length > 0 ? [`firewallRules names no rule of the firewall: ${unknown.join(", ")}.`] : []),
    ...(off.length > 0
      ? [`firewallRules: a rule inside a group of AWS's can be counted, and not be off: ${off.join(", ")}.`]
      : []),
  ];
};
