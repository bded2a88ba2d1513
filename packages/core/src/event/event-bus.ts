import type { DomainEvent } from "./event.ts";

/** Publishes events to the subscribers of the bus. At least once, in no order. */
export interface EventBus {
  /**
   * Hands over any number of events. Answers the ids of those that the bus did not take: they may be given again.
   *
   * @throws Unavailable when it is not known which of them were taken.
   */
  publish(events: readonly DomainEvent[]): Promise<string[]>;
}
