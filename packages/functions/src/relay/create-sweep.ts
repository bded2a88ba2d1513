import type { OutboxTable } from "@latchkey/aws/stores/outbox-table";
import type { Measure } from "../composition/metrics.ts";
import { type RelayDependencies, relayEvents } from "./relay-events.ts";

/** Younger ones are still on their way through the stream. */
const OLDER_THAN_MS = 60_000;
/** Of each shard in one run; what is left waits for the next. */
const MAX_PER_SHARD = 200;

export interface SweepDependencies extends RelayDependencies {
  outbox: Pick<OutboxTable, "shards" | "waiting">;
  /** Milliseconds since the epoch. */
  now(): number;
  measure: Measure;
}

/**
 * Sends what the relay has left in the outbox, and reports its amount and age: also when it was nothing, so that a missing
 * report means that the sweep does not run. A shard that fails does not keep the others waiting.
 *
 * @throws Error when something could not be sent, so that the run counts as failed.
 */
export const createSweep = (dependencies: SweepDependencies) => async (): Promise<{ sent: number }> => {
  const { outbox, log } = dependencies;
  let sent = 0;
  let failed = 0;
  const late: number[] = [];
  for (const shard of outbox.shards) {
    try {
      const outcome = await sweepShard(dependencies, shard);
      late.push(...outcome.agesMs);
      sent += outcome.sent;
      failed += outcome.failed;
    } catch (error) {
      failed += 1;
      log.error("outbox-shard-not-swept", { shard, error });
    }
  }
  dependencies.measure(dependencies.now(), [
    { name: "OutboxLate", unit: "Count", value: late.length },
    { name: "OutboxOldestSeconds", unit: "Seconds", value: Math.round(Math.max(0, ...late) / 1000) },
  ]);
  if (sent > 0) log.warn("outbox-swept", { sent });
  if (failed > 0) throw new Error("Something is still in the outbox; the log says what.");
  return { sent };
};

const sweepShard = async (dependencies: SweepDependencies, shard: number) => {
  const now = dependencies.now();
  const waiting = await dependencies.outbox.waiting(shard, MAX_PER_SHARD);
  const late = waiting.filter((event) => now - Date.parse(event.at) >= OLDER_THAN_MS);
  const unsent = await relayEvents(dependencies, late);
  const agesMs = late.map((event) => now - Date.parse(event.at));
  return { agesMs, sent: late.length - unsent.size, failed: unsent.size };
};
