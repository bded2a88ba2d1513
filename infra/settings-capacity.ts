import * as z from "zod/mini";
import { numberIn, type Variable } from "./settings-environment.ts";

/** How much of what is shared, in the account or between services, may be taken at once. */
export const capacityFields = {
  /** How many calls to one service run at once. */
  maxConcurrentCalls: z.int().check(z.minimum(1), z.maximum(10_000)),
  /** How many of the functions that call webhooks may run at once; 0 where the account has none to give away. */
  webhookConcurrency: z.int().check(z.minimum(0), z.maximum(1000)),
  /** How many of the functions that count usage may run at once; more would wait for each other in the table. 0: no bound. */
  ingestConcurrency: z.int().check(z.minimum(0), z.maximum(1000)),
};
type Capacity = z.infer<z.ZodMiniObject<typeof capacityFields>>;

export const CAPACITY_DEFAULTS: Capacity = {
  maxConcurrentCalls: 200,
  webhookConcurrency: 50,
  ingestConcurrency: 10,
};

export const capacityVariables = {
  maxConcurrentCalls: numberIn("LATCHKEY_MAX_CONCURRENT_CALLS"),
  webhookConcurrency: numberIn("LATCHKEY_WEBHOOK_CONCURRENCY"),
  ingestConcurrency: numberIn("LATCHKEY_INGEST_CONCURRENCY"),
} satisfies Record<keyof typeof capacityFields, Variable>;
