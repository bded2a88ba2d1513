import { lambda } from "./lambda.ts";
import { readQueue } from "./queue.ts";
import { useItems } from "./table.ts";

const DAYS_14_IN_SECONDS = 14 * 86_400;

/** What a listener could not deal with, until it is where admins see it. */
export const deadLetters = new sst.aws.Queue("DeadLetters", {
  // Longer than its reader runs, so that no letter is read by two.
  visibilityTimeout: "3 minutes",
  transform: { queue: { sqsManagedSseEnabled: true, messageRetentionSeconds: DAYS_14_IN_SECONDS } },
});

/** What a listener may be tried again for by Lambda, after EventBridge has handed an event over. */
export const onFailure = { retries: 2, queue: deadLetters.arn };

/** Brings the queue's letters into the table. It has no dead letters itself: what it cannot keep stays in the queue. */
const keeper = lambda("dead-letters", {
  entry: "dead-letters/dead-letters-lambda",
  memory: "512 MB",
  permissions: [useItems("GetItem", "PutItem", "UpdateItem"), readQueue(deadLetters)],
});

deadLetters.subscribe(keeper.arn, { batch: { size: 10, partialResponses: true } });
