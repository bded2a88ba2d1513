import { LEAK_QUEUE, LEAK_RULE } from "@latchkey/functions/leaks/leak-rule";
import { deadLetters } from "./dead-letters.ts";
import { readKeys } from "./keys.ts";
import { lambda } from "./lambda.ts";
import { readQueue } from "./queue.ts";
import { queuedEvents } from "./queued-events.ts";
import { useItems } from "./table.ts";

/** Reports of leaked secrets, as digests, until they are compared. */
export const leakQueue = new sst.aws.Queue("LeakQueue", {
  visibilityTimeout: `${LEAK_QUEUE.visibilityTimeoutSeconds} seconds`,
  dlq: { queue: deadLetters.arn, retry: LEAK_QUEUE.maxReceiveCount },
  transform: {
    queue: { sqsManagedSseEnabled: true, messageRetentionSeconds: LEAK_QUEUE.retentionSeconds },
  },
});

/** Compares what was reported with what is stored, and ends what is ours. */
const endLeaked = lambda("end-leaked", {
  entry: "leaks/end-leaked-lambda",
  timeout: "1 minute",
  permissions: [
    useItems("GetItem", "BatchGetItem", "PutItem", "UpdateItem"),
    readKeys("pepper", "record"),
    readQueue(leakQueue),
  ],
});

// A flood of reports waits in line, and leaves the account's other functions room to run.
leakQueue.subscribe(endLeaked.arn, {
  batch: { size: LEAK_QUEUE.batchSize, partialResponses: true },
  transform: {
    eventSourceMapping: { scalingConfig: { maximumConcurrency: LEAK_QUEUE.concurrency } },
  },
});

export const leakRule = queuedEvents("Leak", { queue: leakQueue, name: "leaks", pattern: LEAK_RULE });
