import { type CleanUp, cleanUpConsumer } from "@latchkey/core/offboarding/clean-up-consumer";
import { retryRaced } from "@latchkey/core/outage";
import type { PlatformCommit } from "@latchkey/core/platform/records";
import { eventOfBus } from "../bus/event-of-bus.ts";
import type { Log } from "../composition/log.ts";

export interface CleanupDependencies {
  stores: CleanUp["stores"];
  now(): number;
  commit(now: number): PlatformCommit;
  log: Log;
}

const MAX_TRIES = 5;

/**
 * Handles `consumer.deleted` and ignores every other event. The same event again has no effect.
 *
 * @throws when something is not yet removed: the bus delivers the event again, and the clean-up resumes.
 */
export const createCleanup =
  ({ stores, now, commit, log }: CleanupDependencies) =>
  async (input: unknown): Promise<void> => {
    const event = eventOfBus(input);
    if (event?.type !== "consumer.deleted" || event.consumer === undefined)
      return log.warn("event-not-understood", {});
    const { consumer } = event;
    return retryRaced(MAX_TRIES, () => {
      const moment = now();
      return cleanUpConsumer({ stores, now: moment, commit: commit(moment) }, consumer);
    });
  };
