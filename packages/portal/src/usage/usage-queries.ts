import { queryOptions, skipToken } from "@tanstack/react-query";
import { answerOf, api } from "../api/connection.ts";
import { type RangeChoice, rangeBefore, rangeOf, type UsageRange } from "./usage-range.ts";
import type { UsageGroup } from "./usage-series.ts";

export interface UsageScope {
  consumer?: string;
  service?: string;
}

const POLL_MS = 30_000;

const readUsage = async (
  scope: UsageScope,
  range: UsageRange,
  signal: AbortSignal,
  groupBy: UsageGroup | undefined,
) => {
  const query = {
    ...scope,
    step: range.step,
    from: new Date(range.from).toISOString(),
    to: new Date(range.to).toISOString(),
    ...(groupBy === undefined ? {} : { groupBy }),
  };
  const { items } = await answerOf(api().GET("/v1/usage", { params: { query }, signal }));
  return { items, ...range };
};

/** Usage of the chosen range; `groupBy` splits each step. A choice that is no range is not asked for. */
export const usageQuery = (scope: UsageScope, choice: RangeChoice, groupBy?: UsageGroup) =>
  queryOptions({
    queryKey: ["usage", scope, choice, groupBy],
    refetchInterval: POLL_MS,
    queryFn:
      rangeOf(choice, Date.now()) === undefined
        ? skipToken
        : ({ signal }) => readUsage(scope, known(choice), signal, groupBy),
  });

/** Usage of the time before the chosen one, as long as it. */
export const beforeQuery = (scope: UsageScope, choice: RangeChoice) =>
  queryOptions({
    queryKey: ["usage", "before", scope, choice],
    staleTime: POLL_MS,
    queryFn:
      rangeOf(choice, Date.now()) === undefined
        ? skipToken
        : ({ signal }) => readUsage(scope, rangeBefore(known(choice)), signal, undefined),
  });

const known = (choice: RangeChoice): UsageRange => {
  const range = rangeOf(choice, Date.now());
  if (range === undefined) throw new Error("The choice is no range.");
  return range;
};
