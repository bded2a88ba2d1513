import type { NewEvent } from "../event/event.ts";
import type { Notification } from "./notification.ts";

/** Those who are notified now. `rest` is the event by which the others are, where one event has too many. */
export interface Part {
  notifications: Notification[];
  rest?: NewEvent;
}
