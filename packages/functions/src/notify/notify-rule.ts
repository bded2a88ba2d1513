import { NOTIFIED_EVENTS } from "@latchkey/core/notification/notified-events";

/** The rule of the bus that feeds the notify Lambda, as an EventBridge pattern. */
export const NOTIFY_RULE = {
  source: ["latchkey"],
  "detail-type": NOTIFIED_EVENTS,
} as const;

/**
 * How long a mail waits for a mail server that is away. Deployed, the rule's target is a queue with these settings and
 * the Lambda reads the queue: Lambda itself tries an event of the bus only twice more. On one machine the bus tries for
 * as long.
 */
export const NOTIFY_QUEUE = {
  /** A message that failed is there again after this, and longer than the Lambda may run. */
  visibilityTimeoutSeconds: 300,
  /** 24 hours of 300 seconds. */
  maxReceiveCount: 288,
  retentionSeconds: 4 * 86_400,
  batchSize: 5,
} as const;
