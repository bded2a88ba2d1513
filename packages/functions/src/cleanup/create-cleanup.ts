import { type CleanUp, cleanUpConsumer } from "@latchkey/core/offboarding/clean-up-consumer";
import { retryRaced } from "@latchkey/core/outage";
import type { PlatformCommit } from "@latchkey/core/platform/records";
import { type Moving, moveSubscriptions } from "@latchkey/core/transfer/move-subscriptions";
import { eventOfBus } from "../bus/event-of-bus.ts";
import type { Log } from "../composition/log.ts";

export interface CleanupDependencies {
  stores: CleanUp["stores"];
  now(): number;
  commit(now: number): PlatformCommit;
  log: Log;
}

const MAX_TRIES = 5;

/** What follows the one write by which a consumer is deleted or transferred. */
const FOLLOWS: ReadonlyMap<string, (work: CleanUp & Moving, consumer: string) => Promise<void>> = new Map([
  ["consumer.deleted", cleanUpConsumer],
  ["consumer.transferred", moveSubscriptions],
]);

/**
 * Handles `consumer.deleted` and `consumer.transferred`, and ignores every other event. The same event again has no effect.
 *
 * @throws when something is left to do: the bus delivers the event again, and the work resumes.
 */
export const createCleanup =
  ({ stores, now, commit, log }: CleanupDependencies) =>
  async (input: unknown): Promise<void> => {
    const event = eventOfBus(input);
    const follow = event && FOLLOWS.get(event.type);
    if (!follow || event.consumer === undefined) return log.warn("event-not-understood", {});
    const { consumer } = event;
    return retryRaced(MAX_TRIES, () => {
      const moment = now();
      return follow({ stores, now: moment, commit: commit(moment) }, consumer);
    });
  };
