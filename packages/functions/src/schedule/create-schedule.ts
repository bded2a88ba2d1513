import { remindAndExpireCredential } from "@latchkey/core/credential/remind-and-expire-credential";
import type { DueRecord, DueStore } from "@latchkey/core/due/due-store";
import type { Timing } from "@latchkey/core/due/timing";
import { retryRaced } from "@latchkey/core/outage";
import type { PlatformCommit } from "@latchkey/core/platform/records";
import type { PlatformStores } from "@latchkey/core/platform/stores";
import { announceSunset } from "@latchkey/core/service/announce-sunset";
import { remindAndExpireSubscription } from "@latchkey/core/subscription/remind-and-expire-subscription";
import type { Log } from "../composition/log.ts";

export interface ScheduleDependencies {
  due: DueStore;
  stores: Pick<PlatformStores, "subscription" | "credential" | "consumer" | "service">;
  timing: Timing;
  now(): number;
  commit(now: number): PlatformCommit;
  log: Log;
}

/** Records that are worked on at one time, of each part. */
const AT_ONCE = 4;

const MAX_TRIES = 5;

/** Nothing more is begun after this: what is left is as due in the next minute. Milliseconds. */
const BEGIN_WITHIN = 240_000;

/**
 * Does everything that is due: reminders, escalations, lapses, ends and their announcements. What fails is left for
 * the next run and holds up nothing else; late, repeated and overlapping runs do no harm.
 *
 * @throws Error when something failed, so that the run counts as failed.
 */
export const createSchedule = (dependencies: ScheduleDependencies) => async (): Promise<{ done: number }> => {
  const { due, log } = dependencies;
  const now = dependencies.now();
  const until = performance.now() + BEGIN_WITHIN;
  const run = { done: 0, failed: 0 };
  const part = async (number: number) => {
    const records = due.due(number, now)[Symbol.asyncIterator]();
    const worker = async () => {
      for (;;) {
        // The worker that takes the last task of a page fetches the next page; the other workers wait for it.
        const next = await records.next();
        if (next.done || performance.now() > until) return;
        const well = await settled(dependencies, next.value);
        run[well ? "done" : "failed"] += 1;
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
  };
  const parts = await Promise.allSettled(due.parts.map(part));
  for (const [number, outcome] of parts.entries()) {
    if (outcome.status === "fulfilled") continue;
    run.failed += 1;
    log.error("due-part-not-read", { part: number, error: outcome.reason });
  }
  if (run.done > 0) log.info("due-work", run);
  if (run.failed > 0) throw new Error(`${run.failed} pieces of due work were not done; the log says which.`);
  return { done: run.done };
};

const settled = async (dependencies: ScheduleDependencies, record: DueRecord): Promise<boolean> => {
  const { kind, id } = record;
  try {
    await untilSettled(dependencies, record);
    return true;
  } catch (error) {
    dependencies.log.error("due-work-failed", { kind, id, error });
    return false;
  }
};

const untilSettled = (
  { stores, timing, now, commit }: ScheduleDependencies,
  record: DueRecord,
): Promise<void> =>
  retryRaced(MAX_TRIES, () => {
    const moment = now();
    const work = { stores, timing, now: moment, commit: commit(moment) };
    switch (record.kind) {
      case "subscription":
        return remindAndExpireSubscription(work, record.id, record.revision);
      case "credential":
        return remindAndExpireCredential(work, record);
      case "service":
        return announceSunset(work, record);
    }
  });
