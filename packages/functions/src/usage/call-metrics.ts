import type { CallRecord } from "@latchkey/core/usage/call-record";
import { countInto, noUsage } from "@latchkey/core/usage/usage-totals";

const METRICS = [
  { Name: "Calls", Unit: "Count" },
  { Name: "Refused", Unit: "Count" },
  { Name: "UpstreamErrors", Unit: "Count" },
  { Name: "Duration", Unit: "Milliseconds" },
] as const;

/** CloudWatch takes at most 100 values of one metric in a line. */
const MOST_VALUES = 100;

/**
 * A batch as one line in CloudWatch's embedded metric format (Amazon CloudWatch User Guide, "Embedded metric format
 * specification"). For operators: without dimensions of consumers or services, each of which would be a metric to pay.
 */
export const callMetrics = (calls: readonly CallRecord[], now: number): string => {
  const totals = noUsage();
  for (const call of calls) countInto(totals, call);
  const durations = calls.flatMap(({ durationMs, upstreamStatus }) =>
    durationMs === undefined || upstreamStatus === undefined ? [] : [durationMs],
  );
  return JSON.stringify({
    _aws: {
      Timestamp: now,
      CloudWatchMetrics: [{ Namespace: "Latchkey", Dimensions: [[]], Metrics: METRICS }],
    },
    Calls: totals.calls,
    Refused: totals.refused,
    UpstreamErrors: totals.errors,
    Duration: durations.slice(0, MOST_VALUES),
  });
};
