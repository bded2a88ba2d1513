import { isoTime } from "../clock.ts";
import { usdOf } from "../metering/price.ts";
import type { LimitRule } from "../plugin/limit-rule.ts";
import type { AppliedLimit } from "./admission.ts";

/** Which limit has refused a call, what it allows, and when it lets the next one in. */
export const limitDetail = (
  limits: readonly AppliedLimit[],
  [first]: readonly string[],
  now: number,
): string | undefined => {
  const limit = limits.find(({ policy }) => policy === first);
  if (!limit) return undefined;
  const { policy, rule, resetAt } = limit;
  const span = rule.kind === "rate" ? `in ${rule.periodSeconds} seconds` : `a ${rule.period}`;
  const seconds = Math.max(1, Math.ceil((resetAt - now) / 1000));
  const most = `At most ${amountInWords(rule)} ${span} (${policy})`;
  if (rule.hold) return `${most}. What this call could use does not fit into what is left.`;
  return `${most}. The next call is let in at ${isoTime(resetAt)}, in ${seconds} seconds.`;
};

const amountInWords = ({ count, unit, tools }: LimitRule): string => {
  if (unit === "usd") return `${usdOf(count)} dollars`;
  return `${count} ${count === 1 ? unit.slice(0, -1) : unit}${tools ? ` of ${tools.join(", ")}` : ""}`;
};
