import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { answerOf, api } from "../api/connection.ts";
import type { Step, UsageGroup } from "./usage-series.ts";

export interface UsageScope {
  consumer?: string;
  service?: string;
}

export const RANGES = {
  day: { ms: 86_400_000, step: "hour" },
  week: { ms: 7 * 86_400_000, step: "hour" },
  month: { ms: 30 * 86_400_000, step: "day" },
} as const satisfies Record<string, { ms: number; step: Step }>;

export type Range = keyof typeof RANGES;

const POLL_MS = 30_000;

/** Usage up to now; `groupBy` splits each step. */
export const usageQuery = (scope: UsageScope, range: Range, groupBy?: UsageGroup) =>
  queryOptions({
    queryKey: ["usage", scope, range, groupBy],
    refetchInterval: POLL_MS,
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) => {
      const { ms, step } = RANGES[range];
      const to = Date.now();
      const from = to - ms;
      const query = {
        ...scope,
        step,
        from: new Date(from).toISOString(),
        to: new Date(to).toISOString(),
        ...(groupBy === undefined ? {} : { groupBy }),
      };
      const { items } = await answerOf(api().GET("/v1/usage", { params: { query }, signal }));
      return { items, from, to, step };
    },
  });
