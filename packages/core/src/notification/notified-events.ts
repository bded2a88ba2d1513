import type { EventType } from "../event/event.ts";

/** The events that somebody hears of by mail. Plain data, for whoever writes the rule of the bus. */
export const NOTIFIED_EVENTS = [
  "subscription.requested",
  "subscription.approved",
  "subscription.rejected",
] as const satisfies readonly EventType[];

export type NotifiedEvent = (typeof NOTIFIED_EVENTS)[number];
