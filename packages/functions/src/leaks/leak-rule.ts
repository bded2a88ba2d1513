/** Apart from what has happened: what listens to changes hears nothing of reports. */
export const LEAK_EVENT = { source: "latchkey.leaks", type: "leaks.reported" } as const;

/** The rule of the bus that feeds the function `end-leaked`, as an EventBridge pattern. */
export const LEAK_RULE = { source: [LEAK_EVENT.source], "detail-type": [LEAK_EVENT.type] } as const;

/**
 * How reports wait for the function that compares them: deployed in a queue with these settings, which a few instances read,
 * so a flood of reports takes its time and nothing from others.
 */
export const LEAK_QUEUE = {
  visibilityTimeoutSeconds: 300,
  /** 24 hours of 300 seconds. */
  maxReceiveCount: 288,
  retentionSeconds: 4 * 86_400,
  batchSize: 5,
  concurrency: 5,
} as const;
