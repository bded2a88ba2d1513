import { isoTime } from "../clock.ts";
import type { AppliedLimit } from "./call-limits.ts";

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
  const what = rule.count === 1 ? rule.unit.slice(0, -1) : rule.unit;
  const seconds = Math.max(1, Math.ceil((resetAt - now) / 1000));
  const most = `At most ${rule.count} ${what} ${span} (${policy})`;
  return `${most}. The next call is let in at ${isoTime(resetAt)}, in ${seconds} seconds.`;
};
