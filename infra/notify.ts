import { NOTIFY_QUEUE, NOTIFY_RULE } from "@latchkey/functions/notify/notify-rule";
import { deadLetters } from "./dead-letters.ts";
import { readKeys } from "./keys.ts";
import { lambda } from "./lambda.ts";
import { configurationSet, fromAddress, sendMail } from "./mail.ts";
import { people } from "./people.ts";
import { controlUrl, gatewayUrl } from "./planes.ts";
import { portalUrl } from "./portal.ts";
import { readQueue } from "./queue.ts";
import { queuedEvents } from "./queued-events.ts";
import { mailsEnvironment } from "./settings-mails.ts";
import { brandEnvironment } from "./settings-portal.ts";
import { settings } from "./stage.ts";
import { useIndexes, useItems } from "./table.ts";

/** What people have yet to be told, for as long as a mail server may be away. */
export const notifyQueue = new sst.aws.Queue("NotifyQueue", {
  visibilityTimeout: `${NOTIFY_QUEUE.visibilityTimeoutSeconds} seconds`,
  dlq: { queue: deadLetters.arn, retry: NOTIFY_QUEUE.maxReceiveCount },
  transform: {
    queue: { sqsManagedSseEnabled: true, messageRetentionSeconds: NOTIFY_QUEUE.retentionSeconds },
  },
});

const mailEnvironment = {
  LATCHKEY_CONTROL_URL: controlUrl,
  LATCHKEY_GATEWAY_URL: gatewayUrl,
  LATCHKEY_PORTAL_URL: portalUrl,
  LATCHKEY_SENDER: fromAddress,
  LATCHKEY_CONFIGURATION_SET: configurationSet,
  ...brandEnvironment(settings),
};

/** Mails what people have to know. */
const notify = lambda("notify", {
  entry: "notify/notify-lambda",
  environment: {
    ...mailEnvironment,
    ...mailsEnvironment(settings),
    LATCHKEY_ADMINS: people.LATCHKEY_ADMINS,
  },
  permissions: [
    useItems("GetItem", "BatchGetItem", "Query", "PutItem", "UpdateItem"),
    // The subscribers of a service, and the services of a transferred consumer, part by part; `request` seals where the list goes on.
    useIndexes("gsi1", "gsi2"),
    readKeys("link", "request"),
    sendMail,
    readQueue(notifyQueue),
  ],
});

/**
 * Mails, once an hour, what was too much for a mail each; and once a day, to those who have chosen so, the applications that wait for
 * them, each with a link that is signed then.
 */
export const digest = lambda("digest", {
  entry: "notify/digest-lambda",
  timeout: "1 minute",
  environment: { ...mailEnvironment, LATCHKEY_ADMINS: people.LATCHKEY_ADMINS },
  permissions: [
    useItems("GetItem", "BatchGetItem", "DeleteItem", "Query", "PutItem", "UpdateItem"),
    useIndexes("due"),
    readKeys("link"),
    sendMail,
  ],
});

notifyQueue.subscribe(notify.arn, { batch: { size: NOTIFY_QUEUE.batchSize, partialResponses: true } });

export const notifyRule = queuedEvents("Notify", {
  queue: notifyQueue,
  name: "notify",
  pattern: NOTIFY_RULE,
});
