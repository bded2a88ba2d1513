/** The rule of the bus that feeds the cleanup Lambda, as an EventBridge pattern. */
export const CLEANUP_RULE = {
  source: ["latchkey"],
  "detail-type": ["consumer.deleted", "consumer.transferred"],
} as const;
