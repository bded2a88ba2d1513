import type { DomainEvent } from "@latchkey/core/event/event";
import type { EventBus } from "@latchkey/core/event/event-bus";
import type { Log } from "../composition/log.ts";

export interface RelayDependencies {
  bus: EventBus;
  /** Takes an event out of the outbox; idempotent. */
  remove(eventId: string): Promise<void>;
  log: Log;
}

/**
 * Puts events on the bus and removes them from the outbox. Answers the ids of those that are not on the bus yet. An event
 * that was sent but not removed is sent again by the sweep: each handler processes an event once.
 */
export const relayEvents = async (
  { bus, remove, log }: RelayDependencies,
  events: readonly DomainEvent[],
): Promise<Set<string>> => {
  const unsent = new Set(await publish(bus, log, events));
  const sent = events.filter((event) => !unsent.has(event.id));
  const removed = await Promise.allSettled(sent.map((event) => remove(event.id)));
  const left = removed.filter((outcome) => outcome.status === "rejected");
  if (left.length > 0) log.warn("outbox-not-emptied", { events: left.length, error: left[0]?.reason });
  return unsent;
};

const publish = async (bus: EventBus, log: Log, events: readonly DomainEvent[]): Promise<string[]> => {
  if (events.length === 0) return [];
  try {
    const unsent = await bus.publish(events);
    if (unsent.length > 0) log.warn("events-not-taken", { events: unsent });
    return unsent;
  } catch (error) {
    log.error("bus-unavailable", { events: events.length, error });
    return events.map((event) => event.id);
  }
};
