import {
  type Shortening,
  shortenCredential,
  shortenCredentials,
  shortenCredentialsOf,
} from "@latchkey/core/offboarding/shorten-credentials";
import { once } from "@latchkey/core/once";
import { retryRaced } from "@latchkey/core/outage";
import { eventOfBus } from "../bus/event-of-bus.ts";
import { now } from "../composition/clock.ts";
import { controlPlane, stores } from "../composition/dependencies.ts";
import { createLog } from "../composition/log.ts";

const log = createLog("shorten-credentials");

const MAX_TRIES = 8;

const work = once(
  (): Shortening => ({
    stores: stores(),
    now,
    commit: (at) => controlPlane().commit(at),
    again: (run) => retryRaced(MAX_TRIES, run),
  }),
);

/**
 * Invoked with the events of the bus that `SHORTEN_RULE` lets through: holds credentials to `maxCredentialDays` of their team,
 * those that are there when it is set, one that was issued while it was being set,
 * and those of a consumer that the team has taken.
 *
 * @throws when not all is done: the bus delivers the event again, and what is done is left alone.
 */
export const handler = async (input: unknown): Promise<void> => {
  const event = eventOfBus(input);
  if (event?.type === "team.credential-life-set") return shortenCredentials(work(), event.team);
  if (event?.type === "consumer.transferred" && event.consumer !== undefined)
    return shortenCredentialsOf(work(), event.consumer);
  if (event?.type === "credential.created" && event.consumer !== undefined && event.credential !== undefined)
    return shortenCredential(work(), event.consumer, event.credential);
  log.warn("event-not-understood", {});
};
