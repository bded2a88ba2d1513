import type { Ledger } from "./limit-store.ts";
import { ceilingIn, opensAt, type RateWindow } from "./rate-window.ts";

/** The state of a window in a bucket. */
export interface WindowStanding {
  ledger: Ledger;
  bucket: number;
  /** What may still be counted. */
  free: number;
  /** Milliseconds since the epoch: when one may be counted, and when all of the limit. */
  opensAt: number;
  restoredAt: number;
}

export const windowStanding = (
  window: RateWindow,
  ledger: Ledger,
  count: number,
  bucket: number,
): WindowStanding => ({
  ledger,
  bucket,
  free: ceilingIn(window, ledger, count, bucket) - ledger.total,
  opensAt: opensAt(window, ledger, count, 1, bucket),
  restoredAt: opensAt(window, ledger, count, count, bucket),
});
