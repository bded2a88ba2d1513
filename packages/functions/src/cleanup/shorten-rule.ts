/** The rule of the bus that feeds the function `shorten-credentials`, as an EventBridge pattern. */
export const SHORTEN_RULE = {
  source: ["latchkey"],
  "detail-type": ["team.credential-life-set", "credential.created", "consumer.transferred"],
} as const;
