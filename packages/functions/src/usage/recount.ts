import type { FailedBatches } from "@latchkey/aws/stores/failed-batch-bucket";
import type { Log } from "../composition/log.ts";
import type { Measure } from "../composition/metrics.ts";

/** What was counted is known for three days: an older batch could be counted twice. Milliseconds. */
const MAX_AGE = 60 * 3_600_000;

export interface RecountDependencies {
  failed: FailedBatches;
  ingest(event: unknown): Promise<{ counted: number }>;
  now(): number;
  /** Milliseconds that are left for the work. */
  timeLeft(): number;
  log: Pick<Log, "error">;
  measure: Measure;
}

export interface Recounted {
  counted: number;
  /** Batches that are gone from the bucket. */
  batches: number;
  /** Batches that failed again, and one more where there was no time for what came after. */
  left: number;
  /** Batches that are too old to be counted without counting a call twice. They stay until the bucket removes them. */
  tooOld: number;
}

/** Milliseconds: what is begun is finished, and its figures are told. */
const LAST_WORDS = 5000;

/**
 * Counts what failed to the end, batch by batch. May stop at any point and may be run again: a batch leaves the bucket after it is
 * counted, and one that is counted again counts nothing.
 */
export const recount = async ({
  failed,
  ingest,
  now,
  timeLeft,
  log,
  measure,
}: RecountDependencies): Promise<Recounted> => {
  const done: Recounted = { counted: 0, batches: 0, left: 0, tooOld: 0 };
  for await (const { key, failedAt } of failed.list()) {
    if (timeLeft() < LAST_WORDS) {
      done.left += 1;
      break;
    }
    if (failedAt < now() - MAX_AGE) {
      done.tooOld += 1;
      continue;
    }
    try {
      const batch = await failed.read(key);
      if (batch !== undefined) done.counted += (await ingest(batch)).counted;
      await failed.remove(key);
      done.batches += 1;
    } catch (error) {
      log.error("usage-batch-left", { key, error });
      done.left += 1;
    }
  }
  const waiting = done.left + done.tooOld;
  if (waiting > 0) measure(now(), [{ name: "UsageBatchesLeft", unit: "Count", value: waiting }]);
  return done;
};
