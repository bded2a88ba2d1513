import type { CacheFigures } from "@latchkey/core/verdict/timed-cache";

/** Often enough to see a cache that has stopped working; a busy instance writes no more than this. Milliseconds. */
const EVERY = 60_000;

/** The authorizer's caches by name. */
export type Figures = Readonly<Record<string, CacheFigures>>;

/**
 * What the caches did since the last line, in CloudWatch's embedded metric format: one line a minute and instance,
 * on the way of a call, since a frozen Lambda runs no timer. Nothing of a call is in it.
 */
export const createCacheMetrics = (figures: () => Figures, write: (line: string) => void) => {
  let due = 0;
  let told: Figures = {};
  return (now: number): void => {
    if (now < due) return;
    due = now + EVERY;
    const current = figures();
    write(JSON.stringify(metricLine(now, current, told)));
    told = current;
  };
};

const metricLine = (now: number, current: Figures, before: Figures) => {
  const metrics = Object.entries(current).flatMap(([cache, { hits, misses, size }]) => [
    { Name: `${cache}-hits`, Unit: "Count", value: hits - (before[cache]?.hits ?? 0) },
    { Name: `${cache}-misses`, Unit: "Count", value: misses - (before[cache]?.misses ?? 0) },
    { Name: `${cache}-size`, Unit: "Count", value: size },
  ]);
  return {
    _aws: {
      Timestamp: now,
      CloudWatchMetrics: [
        {
          Namespace: "Latchkey/Authorizer",
          Dimensions: [[]],
          Metrics: metrics.map(({ Name, Unit }) => ({ Name, Unit })),
        },
      ],
    },
    ...Object.fromEntries(metrics.map(({ Name, value }) => [Name, value])),
  };
};
