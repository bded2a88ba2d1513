import type { AppliedLimit } from "./admission.ts";
import type { AppliedRule } from "./applied-limits.ts";
import type { Standing } from "./counter.ts";
import type { PeriodAt } from "./quota-period.ts";
import type { TeamZones } from "./team-zones.ts";

/** A rule with its state, as a caller is told of it. */
export const appliedLimit = (
  { zones }: { zones: TeamZones },
  periodAt: PeriodAt,
  { policy, rule, zoneOf, partition }: AppliedRule,
  standing: Standing,
  now: number,
): AppliedLimit => {
  const secondsOf = ({ from, to }: { from: number; to: number }) => (to - from) / 1000;
  return {
    policy,
    rule,
    ...(partition === undefined ? {} : { partition }),
    windowSeconds:
      rule.kind === "rate"
        ? rule.periodSeconds
        : secondsOf(periodAt(rule.period, zones.lastKnown(zoneOf), now)),
    ...standing,
  };
};

/** At least one, rounded up. */
export const secondsUntil = (at: number, now: number): number => Math.max(1, Math.ceil((at - now) / 1000));
