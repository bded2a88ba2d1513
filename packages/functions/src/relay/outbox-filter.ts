import { OUTBOX_PREFIX } from "@latchkey/aws/dynamo/keys";

/**
 * Which records of the table's stream reach the relay: new outbox items, and nothing else (AWS Lambda Developer
 * Guide, "Event filtering"). Their removal must not come back to it.
 */
export const OUTBOX_FILTER = {
  eventName: ["INSERT"],
  dynamodb: { Keys: { pk: { S: [{ prefix: OUTBOX_PREFIX }] } } },
} as const;
