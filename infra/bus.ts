import { CLEANUP_RULE } from "@latchkey/functions/cleanup/cleanup-rule";
import { SHORTEN_RULE } from "@latchkey/functions/cleanup/shorten-rule";
import { OUTBOX_FILTER } from "@latchkey/functions/relay/outbox-filter";
import { DELIVER_RULE } from "@latchkey/functions/webhooks/deliver-rule";
import { deadLetters, onFailure } from "./dead-letters.ts";
import { encryptBucket } from "./encrypt-bucket.ts";
import { bus } from "./event-bus.ts";
import { readKeys } from "./keys.ts";
import { lambda } from "./lambda.ts";
import { leakRule } from "./leaks.ts";
import { notifyRule } from "./notify.ts";
import { ownHosts } from "./own-hosts.ts";
import { portalUrl } from "./portal.ts";
import { takeFrom } from "./queue.ts";
import { networkEnvironment } from "./settings-network.ts";
import { settings } from "./stage.ts";
import { suppressionRule } from "./suppression.ts";
import { readStream, table, useIndexes, useItems } from "./table.ts";

/** Batches of the stream that the relay gave up on. Their events are still in the outbox: the sweep sends them. */
export const relayFailures = new sst.aws.Bucket("RelayFailures", {
  cors: false,
  lifecycle: [{ expiresIn: "30 days" }],
});
encryptBucket("RelayFailures", relayFailures);

const relaying = [
  { actions: ["events:PutEvents"], resources: [bus.arn] },
  { actions: ["dynamodb:DeleteItem"], resources: [table.arn] },
];
const environment = { LATCHKEY_BUS: bus.name };

/** Reads the table's stream; the failure bucket is written in its name. */
export const relay = lambda("relay", {
  entry: "relay/relay-lambda",
  memory: "512 MB",
  environment,
  permissions: [
    ...relaying,
    readStream,
    { actions: ["s3:ListBucket"], resources: [relayFailures.arn] },
    { actions: ["s3:PutObject"], resources: [$interpolate`${relayFailures.arn}/*`] },
  ],
});

table.subscribe("Relay", relay.arn, {
  filters: [OUTBOX_FILTER],
  transform: {
    eventSourceMapping: {
      // The outbox is older than its first reader: begin with what is there.
      startingPosition: "TRIM_HORIZON",
      batchSize: 25,
      functionResponseTypes: ["ReportBatchItemFailures"],
      bisectBatchOnFunctionError: true,
      maximumRetryAttempts: 10,
      maximumRecordAgeInSeconds: 3600,
      destinationConfig: { onFailure: { destinationArn: relayFailures.arn } },
    },
  },
});

/** Sends what is still in the outbox, however long the relay was down. */
export const sweep = lambda("sweep", {
  entry: "relay/sweep-lambda",
  timeout: "4 minutes",
  memory: "512 MB",
  environment,
  permissions: [...relaying, useItems("Query")],
});

/** Ends what a deleted consumer has left, its credentials and subscriptions, and moves the subscriptions of one that another team has. */
const cleanup = lambda("cleanup", {
  entry: "cleanup/cleanup-lambda",
  timeout: "5 minutes",
  permissions: [
    useItems("GetItem", "Query", "PutItem", "UpdateItem", "DeleteItem"),
    useIndexes("gsi1", "gsi2", "gsi4"),
    readKeys("record", "request"),
  ],
  onFailure,
});

/** Holds credentials to `maxCredentialDays` of their team, also those of a consumer that comes from another. */
const shorten = lambda("shorten-credentials", {
  entry: "cleanup/shorten-credentials-lambda",
  // A team may have ten thousand consumers; what is not done in this time is done when the event comes again.
  timeout: "15 minutes",
  memory: "512 MB",
  permissions: [
    useItems("GetItem", "PutItem", "UpdateItem"),
    useIndexes("gsi1"),
    readKeys("record", "request"),
  ],
  onFailure,
});

/** Webhooks may be where upstreams may be. */
export const webhookEnvironment = {
  ...networkEnvironment(settings),
  ...ownHosts,
};

/** Sends what happens to the webhooks of the teams that it is about. */
const deliver = lambda("deliver", {
  entry: "webhooks/deliver-event-lambda",
  timeout: "1 minute",
  // A flood of events waits in line, and leaves the account's other functions room to run.
  reserved: settings.webhookConcurrency,
  connects: true,
  // What is posted to a chat leads to the portal.
  environment: { ...webhookEnvironment, LATCHKEY_PORTAL_URL: portalUrl },
  permissions: [useItems("GetItem", "Query", "PutItem", "UpdateItem"), readKeys("data")],
  onFailure,
});

interface Rule {
  source: readonly string[];
  "detail-type": readonly string[];
}

/** What EventBridge itself cannot hand over goes to the dead letters too. */
const listen = (name: string, listener: sst.aws.Function, rule: Rule) =>
  bus.subscribe(name, listener.arn, {
    pattern: { source: [...rule.source], detailType: [...rule["detail-type"]] },
    transform: { target: { deadLetterConfig: { arn: deadLetters.arn } } },
  });

const listeners = [
  listen("Cleanup", cleanup, CLEANUP_RULE),
  listen("Deliver", deliver, DELIVER_RULE),
  listen("Shorten", shorten, SHORTEN_RULE),
].map((listener) => listener.apply(({ nodes }) => nodes.rule.arn));

takeFrom("DeadLetters", deadLetters, [...listeners, notifyRule.arn, leakRule.arn, suppressionRule.arn]);
