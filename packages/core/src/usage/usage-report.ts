import { quantile } from "./latency-sketch.ts";
import { NO_VALUE } from "./usage-dimension.ts";
import type { UsageRow } from "./usage-row.ts";
import { type CallTotals, mergeInto, noUsage, type UsageTotals } from "./usage-totals.ts";

export const USAGE_GROUPS = [
  "consumer",
  "service",
  "subscription",
  "credential",
  "operation",
  "model",
] as const;
export type UsageGroup = (typeof USAGE_GROUPS)[number];
export type UsageStep = "hour" | "day";

export interface UsageItem extends CallTotals {
  /** The beginning of the hour or day, in UTC. */
  at: string;
  p50Ms: number;
  p99Ms: number;
  tokensIn?: number;
  tokensOut?: number;
  cachedTokensIn?: number;
  /** US dollars, six decimals. */
  costUsd: number;
  refusedByReason?: Record<string, number>;
  /** Of the group, when grouped. */
  id?: string;
  consumer?: string;
  service?: string;
  subscription?: string;
  credential?: string;
  operation?: string;
  model?: string;
}

/** Rows added up by hour or day and by group, in the order of time, then of groups. */
export const usageReport = (
  rows: readonly UsageRow[],
  step: UsageStep,
  group: UsageGroup | undefined,
): UsageItem[] => {
  const sums = new Map<string, { row: UsageRow; serviceId: string; at: string; totals: UsageTotals }>();
  for (const row of rows) {
    const at = step === "hour" ? row.hour : `${row.hour.slice(0, 10)}T00:00:00.000Z`;
    const key = group ? `${at}#${groupOf(row, group)}` : at;
    const sum = sums.get(key) ?? { row, serviceId: "", at, totals: noUsage() };
    sums.set(key, sum);
    // Calls that were refused before their service was known have its slug alone.
    sum.serviceId ||= row.serviceId;
    mergeInto(sum.totals, row);
  }
  return [...sums]
    .sort(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0))
    .map(([, { row, serviceId, at, totals }]) => ({
      at,
      ...(group
        ? { id: group === "service" ? serviceId : groupOf(row, group), [group]: groupOf(row, group) }
        : {}),
      ...shown(totals),
    }));
};

/** The name under which a row is grouped. */
export const groupOf = (row: UsageRow, group: UsageGroup): string =>
  row[group] || (group === "operation" || group === "model" ? NO_VALUE : "");

const NANO_IN_MICRO = 1000;
const MICRO = 1_000_000;

/** Billionths of a dollar to dollars of six decimals. */
export const usdOf = (nanoUsd: number): number => Math.round(nanoUsd / NANO_IN_MICRO) / MICRO;

const shown = (sums: UsageTotals) => {
  const { latency, refusedByReason, tokensIn, tokensOut, cachedTokensIn, costNanoUsd, ...totals } = sums;
  return {
    ...totals,
    p50Ms: quantile(latency, 0.5) ?? 0,
    p99Ms: quantile(latency, 0.99) ?? 0,
    ...(tokensIn + tokensOut > 0 ? { tokensIn, tokensOut } : {}),
    ...(cachedTokensIn > 0 ? { cachedTokensIn } : {}),
    costUsd: usdOf(costNanoUsd),
    ...(totals.refused > 0 ? { refusedByReason } : {}),
  };
};
