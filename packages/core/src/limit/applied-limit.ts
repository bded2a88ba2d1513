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
  const { remaining, resetAt } = standing;
  const windowSeconds =
    rule.kind === "rate"
      ? rule.periodSeconds
      : secondsOf(periodAt(rule.period, zones.lastKnown(zoneOf), now));
  const applied: AppliedLimit = { policy, rule, windowSeconds, remaining, resetAt };
  if (partition !== undefined) applied.partition = partition;
  return applied;
};

const secondsOf = ({ from, to }: { from: number; to: number }): number => (to - from) / 1000;

/** At least one, rounded up. */
export const secondsUntil = (at: number, now: number): number => Math.max(1, Math.ceil((at - now) / 1000));
