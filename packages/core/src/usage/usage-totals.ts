import { type CallRecord, isRefusedForService } from "./call-record.ts";
import { type LatencySketch, latencyBucket } from "./latency-sketch.ts";

/** What is counted of every call. */
export interface CallTotals {
  calls: number;
  /** Answered 403 or 429, or refused by the gateway for its service. */
  refused: number;
  /** The upstream's 5xx, and our 502 and 504. */
  errors: number;
  bytesIn: number;
  bytesOut: number;
}

/** What was counted. Everything in it is merged by adding. */
export interface UsageTotals extends CallTotals {
  tokensIn: number;
  tokensOut: number;
  /** Of `tokensIn`, what was read from a cache. */
  cachedTokensIn: number;
  /** In billionths of a US dollar. */
  costNanoUsd: number;
  refusedByReason: Record<string, number>;
  latency: LatencySketch;
}

/** What is one number. */
export const USAGE_SUMS = [
  "calls",
  "refused",
  "errors",
  "bytesIn",
  "bytesOut",
  "tokensIn",
  "tokensOut",
  "cachedTokensIn",
  "costNanoUsd",
] as const satisfies readonly (keyof UsageTotals)[];

export const noUsage = (): UsageTotals => ({
  calls: 0,
  refused: 0,
  errors: 0,
  bytesIn: 0,
  bytesOut: 0,
  tokensIn: 0,
  tokensOut: 0,
  cachedTokensIn: 0,
  costNanoUsd: 0,
  refusedByReason: {},
  latency: {},
});

/** Counts one call into totals. How long it took counts only where the upstream answered. */
export const countInto = (totals: UsageTotals, call: CallRecord): void => {
  const isRefused = call.status === 403 || call.status === 429 || isRefusedForService(call);
  totals.calls += 1;
  if (isRefused) {
    totals.refused += 1;
    addTo(totals.refusedByReason, call.reason ?? "forbidden", 1);
  }
  if ((call.upstreamStatus ?? 0) >= 500 || call.status === 502 || call.status === 504) totals.errors += 1;
  totals.bytesIn += call.bytesIn;
  totals.bytesOut += call.bytesOut;
  totals.tokensIn += call.tokensIn ?? 0;
  totals.tokensOut += call.tokensOut ?? 0;
  totals.cachedTokensIn += call.cachedTokensIn ?? 0;
  totals.costNanoUsd += call.costNanoUsd ?? 0;
  if (call.upstreamStatus !== undefined && call.durationMs !== undefined)
    addTo(totals.latency, String(latencyBucket(call.durationMs)), 1);
};

export const mergeInto = (totals: UsageTotals, more: UsageTotals): void => {
  for (const sum of USAGE_SUMS) totals[sum] += more[sum];
  for (const [reason, count] of Object.entries(more.refusedByReason))
    addTo(totals.refusedByReason, reason, count);
  for (const [bucket, count] of Object.entries(more.latency)) addTo(totals.latency, bucket, count);
};

const addTo = (counts: Record<string, number>, key: string, by: number): void => {
  counts[key] = (Object.hasOwn(counts, key) ? (counts[key] ?? 0) : 0) + by;
};
