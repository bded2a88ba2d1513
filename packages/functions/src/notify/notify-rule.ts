import { NOTIFIED_EVENTS } from "@latchkey/core/notification/notified-events";

/** The rule of the bus that feeds the notify Lambda, as an EventBridge pattern. */
export const NOTIFY_RULE = {
  source: ["latchkey"],
  "detail-type": NOTIFIED_EVENTS,
} as const;
