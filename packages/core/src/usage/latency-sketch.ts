/*
 * A sketch of durations that is merged by adding (DDSketch, Masson, Rim and Lee, VLDB 2019): counts of logarithmic
 * buckets, whose quantiles are within 4 % of the true ones.
 */

const ACCURACY = 0.04;
const GAMMA = (1 + ACCURACY) / (1 - ACCURACY);
/** Fifteen minutes: no call takes longer. */
const LONGEST_MS = 900_000;

/** Counts by bucket. */
export type LatencySketch = Record<string, number>;

/** Milliseconds to bucket: 0 for up to one, then ever wider ones; at most 172. */
export const latencyBucket = (ms: number): number =>
  ms <= 1 ? 0 : Math.ceil(Math.log(Math.min(ms, LONGEST_MS)) / Math.log(GAMMA));

/** The duration below which a share of all lies, in whole milliseconds; nothing for an empty sketch. */
export const quantile = (sketch: LatencySketch, share: number): number | undefined => {
  const buckets = Object.entries(sketch)
    .map(([bucket, count]) => [Number(bucket), count] as const)
    .sort(([one], [other]) => one - other);
  const all = buckets.reduce((sum, [, count]) => sum + count, 0);
  if (all === 0) return undefined;
  let passed = 0;
  for (const [bucket, count] of buckets) {
    passed += count;
    if (passed > share * (all - 1)) return bucket === 0 ? 1 : Math.round((2 * GAMMA ** bucket) / (GAMMA + 1));
  }
  return undefined;
};
