import type { UsageItem } from "../api/resources.ts";

/** What the page splits figures by. */
export const USAGE_GROUPS = ["consumer", "service", "operation", "model"] as const;
export type UsageGroup = (typeof USAGE_GROUPS)[number];

export type Step = "hour" | "day";

const LENGTH: Record<Step, number> = { hour: 3_600_000, day: 86_400_000 };

/** More steps than any range of the page has. */
const MAX_STEPS = 1000;

/** A step without a call. @param at milliseconds */
export const emptyStep = (at: number): UsageItem => ({
  at: new Date(at).toISOString(),
  calls: 0,
  refused: 0,
  errors: 0,
  bytesIn: 0,
  bytesOut: 0,
  p50Ms: 0,
  p99Ms: 0,
  costUsd: 0,
});

/** Every step from the first to the last: a chart without its quiet hours would lie. Milliseconds, `to` not included. */
export const everyStep = (items: readonly UsageItem[], from: number, to: number, step: Step): UsageItem[] => {
  const length = LENGTH[step];
  const known = new Map(items.map((item) => [Math.floor(Date.parse(item.at) / length), item]));
  const first = Math.floor(from / length);
  const count = Math.min(MAX_STEPS, Math.ceil(to / length) - first);
  return Array.from({ length: count }, (_each, index) => {
    const slot = first + index;
    return known.get(slot) ?? emptyStep(slot * length);
  });
};

/** Refusals by reason over all steps, most first. */
export const reasonsOf = (items: readonly UsageItem[]): [reason: string, count: number][] => {
  const sums = new Map<string, number>();
  for (const { refusedByReason } of items)
    for (const [reason, count] of Object.entries(refusedByReason ?? {}))
      sums.set(reason, (sums.get(reason) ?? 0) + count);
  return [...sums].toSorted(([, one], [, other]) => other - one);
};

interface Total {
  id: string;
  calls: number;
  refused: number;
  errors: number;
  tokens: number;
  costUsd: number;
}

/** What each group made over all steps, most calls first. */
export const totalsBy = (items: readonly UsageItem[], group: UsageGroup): Total[] => {
  const totals = new Map<string, Total>();
  for (const item of items) {
    const id = item[group] ?? "";
    const sum = totals.get(id) ?? { id, calls: 0, refused: 0, errors: 0, tokens: 0, costUsd: 0 };
    totals.set(id, {
      id,
      calls: sum.calls + item.calls,
      refused: sum.refused + item.refused,
      errors: sum.errors + item.errors,
      tokens: sum.tokens + (item.tokensIn ?? 0) + (item.tokensOut ?? 0),
      costUsd: sum.costUsd + item.costUsd,
    });
  }
  return [...totals.values()].toSorted((one, other) => other.calls - one.calls);
};
