import { PUBLIC_EVENTS } from "@latchkey/core/event/event";

/** The rule of the bus that feeds the webhooks, as an EventBridge pattern: every event that is not internal. */
export const DELIVER_RULE = {
  source: ["latchkey"],
  "detail-type": PUBLIC_EVENTS,
} as const;
