import type { NewEvent } from "../event/event.ts";
import { usdOf } from "../metering/price.ts";
import type { QuotaRule } from "../plugin/limit-rule.ts";
import type { QuotaPeriod } from "./quota-period.ts";

/** Per cent of a quota or budget at which its consumer's team is told. */
export const QUOTA_THRESHOLDS = [80, 100] as const;

/** Whose quota it is. A plan's is one of a subscription; a consumer's own is over all that it calls. */
export interface QuotaOwner {
  team: string;
  consumer: string;
  service?: string;
  subscription?: string;
}

export const quotaEvent = (
  threshold: (typeof QUOTA_THRESHOLDS)[number],
  owner: QuotaOwner,
  { count, unit, period }: QuotaRule,
  { name }: QuotaPeriod,
): NewEvent => {
  const degree = threshold === 100 ? "exceeded" : "warning";
  const limit = unit === "usd" ? `budget of ${usdOf(count)} dollars` : `quota of ${count} ${unit}`;
  return {
    type: unit === "usd" ? `budget.${degree}` : `quota.${degree}`,
    actor: "system",
    ...owner,
    reason: `${threshold} % of the ${period}'s ${limit} are used (${name}).`,
  };
};
