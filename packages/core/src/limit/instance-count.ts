import type { Ledger } from "./limit-store.ts";
import type { RateWindow } from "./rate-window.ts";

/** Instances are counted over spans of at least this. */
const SHORTEST_EPOCH_MS = 60_000;

/** The span in which each instance that counts is counted itself, once. */
export const epochAt = ({ bucketMs, span }: RateWindow, now: number): number =>
  Math.floor(now / Math.max(SHORTEST_EPOCH_MS, bucketMs * span));

/** How many instances count now. One that has not counted in this epoch yet is one more. */
export const instanceCount = ({ instances }: Ledger, epoch: number, hasJoined: boolean): number =>
  Math.max(1, instances.get(epoch - 1) ?? 0, (instances.get(epoch) ?? 0) + (hasJoined ? 0 : 1));

export const pastEpochs = ({ instances }: Ledger, epoch: number): number[] =>
  [...instances.keys()].filter((each) => each < epoch - 1);
