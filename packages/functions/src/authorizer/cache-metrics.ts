import type { CacheFigures } from "@latchkey/core/cache/timed-cache";
import type { Measure, Metric } from "../composition/metrics.ts";

/** Often enough to see a cache that has stopped working; a busy instance writes no more than this. Milliseconds. */
const EVERY = 60_000;

/** The authorizer's caches by name. */
export type Figures = Readonly<Record<string, CacheFigures>>;

/**
 * What the caches did since the last line: one line a minute and instance, on the way of a call, since a frozen Lambda
 * runs no timer. Nothing of a call is in it.
 */
export const createCacheMetrics = (figures: () => Figures, measure: Measure) => {
  let due = 0;
  let told: Figures = {};
  return (now: number): void => {
    if (now < due) return;
    due = now + EVERY;
    const current = figures();
    measure(now, metricsOf(current, told));
    told = current;
  };
};

const metricsOf = (current: Figures, before: Figures): Metric[] =>
  Object.entries(current).flatMap(([cache, { hits, misses, size }]): Metric[] => [
    { name: `${cache}-hits`, unit: "Count", value: hits - (before[cache]?.hits ?? 0) },
    { name: `${cache}-misses`, unit: "Count", value: misses - (before[cache]?.misses ?? 0) },
    { name: `${cache}-size`, unit: "Count", value: size },
  ]);
