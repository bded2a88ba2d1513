import type { RateRule } from "../plugin/limit-rule.ts";
import type { Ledger } from "./limit-store.ts";

/**
 * A sliding window in sub-buckets. A span of the length of the period touches up to one bucket more than fit into it; one
 * more is held back so that neither clocks that differ nor a slow write can let too many through, and one more where a lease
 * is spent in the bucket after its own.
 */
export interface RateWindow {
  bucketMs: number;
  /** How many buckets are counted together, the current one included. */
  span: number;
}

const MAX_BUCKETS = 120;
/** A write must be back well before its bucket is over. */
const SHORTEST_BUCKET_MS = 100;

export const rateWindow = ({ periodSeconds, mode }: Pick<RateRule, "periodSeconds" | "mode">): RateWindow => {
  const periodMs = periodSeconds * 1000;
  const bucketMs = Math.max(SHORTEST_BUCKET_MS, Math.ceil(periodMs / MAX_BUCKETS));
  return { bucketMs, span: Math.ceil(periodMs / bucketMs) + (mode === "strict" ? 2 : 3) };
};

export const bucketAt = ({ bucketMs }: RateWindow, now: number): number => Math.floor(now / bucketMs);

/**
 * What the total may be at most in a bucket: the limit over what was counted before the window, and what was given
 * back of the window itself. What others did since the ledger was read can only make this more: it is never too much.
 */
export const ceilingIn = (window: RateWindow, ledger: Ledger, count: number, bucket: number): number => {
  const first = bucket - window.span + 1;
  let base = ledger.total;
  for (const [each, value] of ledger.before) if (each >= first && value < base) base = value;
  let returned = 0;
  for (const [each, value] of ledger.returned) if (each >= first) returned += value;
  return base + returned + count;
};

/** When the window has room for `amount`, in milliseconds since the epoch; `from` is the bucket to begin at. */
export const opensAt = (
  window: RateWindow,
  ledger: Ledger,
  count: number,
  amount: number,
  from: number,
): number => {
  const buckets = [...ledger.before.keys()].sort((one, other) => one - other);
  const changes = [from, ...buckets.map((bucket) => bucket + window.span).filter((bucket) => bucket > from)];
  const opening = changes.find((bucket) => ceilingIn(window, ledger, count, bucket) - ledger.total >= amount);
  return (opening ?? from + window.span) * window.bucketMs;
};

/** The buckets of a ledger that no window reaches any more. */
export const forgettable = (window: RateWindow, { before }: Ledger, bucket: number): number[] =>
  [...before.keys()].filter((each) => each <= bucket - window.span);
