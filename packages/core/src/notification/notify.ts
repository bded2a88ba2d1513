import type { DomainEvent } from "../event/event.ts";
import type { Notification } from "./notification.ts";
import type { NotificationReads } from "./notification-reads.ts";
import type { NotifiedEvent, PartialEvent } from "./notified-events.ts";

/** The notifications of an event, from what is true now. */
export type Notify = (event: DomainEvent, reads: NotificationReads) => Promise<Notification[]>;

/** What notifies of each event of a noun that causes mail: none can be left out. */
export type NotifyOf<Noun extends string> = Readonly<
  Record<Extract<Exclude<NotifiedEvent, PartialEvent>, `${Noun}.${string}`>, Notify>
>;
