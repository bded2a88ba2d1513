import { CLEANUP_RULE } from "@latchkey/functions/cleanup/cleanup-rule";
import { NOTIFY_RULE } from "@latchkey/functions/notify/notify-rule";
import { OUTBOX_FILTER } from "@latchkey/functions/relay/outbox-filter";
import { DELIVER_RULE } from "@latchkey/functions/webhooks/deliver-rule";
import { readKeys } from "./keys.ts";
import { lambda } from "./lambda.ts";
import { fromAddress, sendMail } from "./mail.ts";
import { controlUrl, gatewayUrl } from "./planes.ts";
import { settings } from "./stage.ts";
import { table, useIndexes, useItems } from "./table.ts";

/** Where the relay puts what has happened; everything that reacts listens here. */
export const bus = new sst.aws.Bus("Bus");

const DAYS_14_IN_SECONDS = 14 * 86_400;

/** What a listener could not deal with, kept for a person to look at. */
export const deadLetters = new sst.aws.Queue("DeadLetters", {
  transform: { queue: { sqsManagedSseEnabled: true, messageRetentionSeconds: DAYS_14_IN_SECONDS } },
});

/** Batches of the stream that the relay gave up on. Their events are still in the outbox: the sweep sends them. */
export const relayFailures = new sst.aws.Bucket("RelayFailures", {
  cors: false,
  lifecycle: [{ expiresIn: "30 days" }],
});
new aws.s3.BucketServerSideEncryptionConfiguration("RelayFailuresEncryption", {
  bucket: relayFailures.name,
  rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }],
});

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
    {
      actions: [
        "dynamodb:DescribeStream",
        "dynamodb:GetRecords",
        "dynamodb:GetShardIterator",
        "dynamodb:ListStreams",
      ],
      resources: [table.nodes.table.streamArn],
    },
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

/** What a listener may be tried again for by Lambda, after EventBridge has handed an event over. */
const onFailure = { retries: 2, queue: deadLetters.arn };

/** Mails what people have to know. */
const notify = lambda("notify", {
  entry: "notify/notify-lambda",
  environment: {
    LATCHKEY_CONTROL_URL: controlUrl,
    LATCHKEY_GATEWAY_URL: gatewayUrl,
    LATCHKEY_SENDER: fromAddress,
  },
  permissions: [useItems("GetItem", "Query", "PutItem", "UpdateItem"), readKeys("link"), sendMail],
  onFailure,
});

/** Ends what a deleted consumer has left: its credentials and subscriptions. */
const cleanup = lambda("cleanup", {
  entry: "cleanup/cleanup-lambda",
  timeout: "5 minutes",
  permissions: [
    useItems("GetItem", "PutItem", "UpdateItem", "DeleteItem"),
    useIndexes("gsi1", "gsi4"),
    readKeys("request"),
  ],
  onFailure,
});

/** Webhooks may be where upstreams may be. */
export const webhookEnvironment = { LATCHKEY_PRIVATE_WEBHOOKS: String(settings.privateUpstreams) };

/** Sends what happens to the webhooks of the teams that it is about. */
const deliver = lambda("deliver", {
  entry: "webhooks/deliver-event-lambda",
  timeout: "1 minute",
  environment: webhookEnvironment,
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
  listen("Notify", notify, NOTIFY_RULE),
  listen("Cleanup", cleanup, CLEANUP_RULE),
  listen("Deliver", deliver, DELIVER_RULE),
];

new aws.sqs.QueuePolicy("DeadLettersPolicy", {
  queueUrl: deadLetters.url,
  policy: aws.iam.getPolicyDocumentOutput({
    statements: [
      {
        principals: [{ type: "Service", identifiers: ["events.amazonaws.com"] }],
        actions: ["sqs:SendMessage"],
        resources: [deadLetters.arn],
        conditions: [
          {
            test: "ArnEquals",
            variable: "aws:SourceArn",
            values: listeners.map((listener) => listener.apply(({ nodes }) => nodes.rule.arn)),
          },
        ],
      },
    ],
  }).json,
});
