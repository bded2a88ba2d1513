import { type CallRecord, isRefusedForService } from "@latchkey/core/usage/call-record";
import { countInto, noUsage } from "@latchkey/core/usage/usage-totals";
import type { Metric } from "../composition/metrics.ts";

/** CloudWatch takes at most 100 values of one metric in a line. */
const MAX_VALUES = 100;
const MINUTE_MS = 60_000;

/**
 * The figures of calls by the minute in which they came, since a batch may come late. For operators: not by consumer or
 * service, each of which would be a metric to pay.
 */
export const callMetrics = (calls: readonly CallRecord[]): { at: number; metrics: Metric[] }[] =>
  [...Map.groupBy(calls, ({ at }) => Math.floor(Date.parse(at) / MINUTE_MS) * MINUTE_MS)].map(
    ([at, those]) => ({
      at,
      metrics: metricsOf(those),
    }),
  );

const metricsOf = (calls: readonly CallRecord[]): Metric[] => {
  const totals = noUsage();
  for (const call of calls) countInto(totals, call);
  const durations = calls.flatMap(({ durationMs, upstreamStatus }) =>
    durationMs === undefined || upstreamStatus === undefined ? [] : [durationMs],
  );
  const failed = (how: CallRecord["counters"]) => calls.filter(({ counters }) => counters === how).length;
  return [
    { name: "Calls", unit: "Count", value: totals.calls },
    { name: "Refused", unit: "Count", value: totals.refused },
    { name: "UpstreamErrors", unit: "Count", value: totals.errors },
    // They have statuses of 500 and more, but an operator cannot repair their causes.
    { name: "RefusedForService", unit: "Count", value: calls.filter(isRefusedForService).length },
    // Calls whose limits could not be counted, by what their services want in this case.
    { name: "CountersFailedOpen", unit: "Count", value: failed("failed-open") },
    { name: "CountersFailedClosed", unit: "Count", value: failed("failed-closed") },
    ...(durations.length === 0
      ? []
      : [{ name: "Duration", unit: "Milliseconds" as const, value: durations.slice(0, MAX_VALUES) }]),
  ];
};
