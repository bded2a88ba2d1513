import { titleOf } from "./graph/role.ts";

const onTable = (...actions: string[]) => actions.map((action) => `dynamodb:${action} TableTable`);

const indexes = (...names: string[]) => names.map((name) => `dynamodb:Query TableTable/index/${name}`);

const RINGS = "pepper data link request audit record assertion token token-public".split(" ");

const secretOf = (ring: string): string => `Keys${titleOf(ring)}`;

const reads = (...rings: string[]) => rings.map((ring) => `secretsmanager:GetSecretValue ${secretOf(ring)}`);

const admitting = ["PutItem", "UpdateItem"];

const stream = ["DescribeStream", "GetRecords", "GetShardIterator", "ListStreams"].map(
  (action) => `dynamodb:${action} TableTable/stream`,
);

const takes = (queue: string) =>
  ["DeleteMessage", "GetQueueAttributes", "ReceiveMessage"].map((action) => `sqs:${action} ${queue}`);

const mails = ["SendEmail", "SendRawEmail"].flatMap((action) => [
  `ses:${action} identity/*`,
  `ses:${action} MailConfig`,
]);

const publishes = ["events:PutEvents BusBus", ...onTable("DeleteItem")];

/**
 * All that each function may do, besides writing its own log. A change of `infra` that adds a permission has to list it here
 * too.
 */
export const MAY: Record<string, string[]> = {
  authorizer: [
    ...onTable("BatchGetItem", "PutItem", "UpdateItem"),
    ...indexes("gsi2"),
    ...reads("pepper", "data", "record", "token-public"),
  ],
  teams: [
    ...onTable("GetItem", "BatchGetItem", "Query", "DeleteItem", ...admitting),
    ...indexes("gsi1", "gsi2"),
    ...reads("record", "request"),
  ],
  services: [
    ...onTable("GetItem", "BatchGetItem", "Query", "DeleteItem", ...admitting),
    ...indexes("gsi1", "gsi2", "gsi3", "gsi4"),
    ...reads("data", "record", "request"),
  ],
  catalog: [
    ...onTable("GetItem", "Query", ...admitting),
    ...indexes("gsi1", "gsi3"),
    ...reads("record", "request"),
  ],
  consumers: [
    ...onTable("GetItem", "BatchGetItem", "Query", "ConditionCheckItem", ...admitting),
    ...indexes("gsi1", "gsi2", "gsi3"),
    ...reads("record", "request"),
  ],
  credentials: [
    ...onTable("GetItem", "BatchGetItem", "Query", "DeleteItem", "ConditionCheckItem", ...admitting),
    ...indexes("gsi1"),
    ...reads("pepper", "data", "record", "request"),
  ],
  subscriptions: [
    ...onTable("GetItem", "BatchGetItem", "Query", ...admitting),
    ...indexes("gsi1", "gsi2", "gsi3", "gsi4"),
    ...reads("record", "request"),
  ],
  approvals: [
    ...onTable("GetItem", "BatchGetItem", "Query", "PutItem", "UpdateItem", "DeleteItem"),
    ...reads("link", "record"),
  ],
  invitations: [
    ...onTable("GetItem", "Query", "PutItem", "UpdateItem", "DeleteItem"),
    ...indexes("gsi3"),
    ...reads("link", "record", "request"),
  ],
  webhooks: [
    ...onTable("GetItem", "BatchGetItem", "Query", "DeleteItem", ...admitting),
    ...indexes("gsi1", "gsi2"),
    ...reads("data", "record", "request"),
  ],
  audit: [
    ...onTable("GetItem", "Query", ...admitting),
    ...indexes("gsi1", "gsi2"),
    ...reads("audit", "record", "request"),
    "s3:GetObject AuditAnchorsBucket/audit-heads/*",
    "s3:ListBucket AuditAnchorsBucket",
  ],
  verify: [
    ...onTable("GetItem", "BatchGetItem", "Query", ...admitting),
    ...indexes("gsi2"),
    ...reads("pepper", "data", "record", "request", "token-public"),
  ],
  oauth: [
    ...onTable("GetItem", "BatchGetItem", "Query", ...admitting),
    ...indexes("gsi4"),
    ...reads("pepper", "record", "request", "token", "token-public"),
  ],
  usage: [...onTable("GetItem", "Query", ...admitting), ...indexes("gsi1"), ...reads("record", "request")],
  operations: [...onTable("GetItem", ...admitting), ...indexes("gsi1"), ...reads("record", "request")],
  keys: reads("assertion"),
  leaks: ["events:PutEvents BusBus", ...onTable("UpdateItem")],
  "end-leaked": [
    ...onTable("GetItem", "BatchGetItem", "PutItem", "UpdateItem"),
    ...reads("pepper", "record"),
    ...takes("LeakQueueQueue"),
  ],
  gateway: [...onTable("GetItem", ...admitting), ...reads("data", "record", "assertion")],
  relay: [...publishes, ...stream, "s3:ListBucket RelayFailuresBucket", "s3:PutObject RelayFailuresBucket/*"],
  "append-audit": [...stream, ...onTable("GetItem", "BatchGetItem", "PutItem"), ...reads("audit", "record")],
  "anchor-heads": [
    ...indexes("gsi1"),
    ...reads("request"),
    "s3:GetObject AuditAnchorsBucket/audit-heads/*",
    "s3:ListBucket AuditAnchorsBucket",
    "s3:PutObject AuditAnchorsBucket/audit-heads/*",
  ],
  "verify-chains": [
    ...onTable("GetItem", "Query"),
    ...indexes("gsi1"),
    ...reads("audit", "request"),
    "s3:GetObject AuditAnchorsBucket/audit-heads/*",
    "s3:ListBucket AuditAnchorsBucket",
  ],
  "dead-letters": [...onTable("GetItem", "PutItem", "UpdateItem"), ...takes("DeadLettersQueue")],
  "roll-up": [
    ...onTable("GetItem", "Query", "PutItem", "UpdateItem", "DeleteItem", "ConditionCheckItem"),
    "s3:PutObject UsageExportBucket/*",
  ],
  ingest: [
    ...onTable("GetItem", "Query", "PutItem"),
    "s3:ListBucket UsageFailuresBucket",
    "s3:PutObject UsageFailuresBucket/*",
  ],
  recount: [
    ...onTable("GetItem", "Query", "PutItem"),
    "s3:DeleteObject UsageFailuresBucket/*",
    "s3:GetObject UsageFailuresBucket/*",
    "s3:ListBucket UsageFailuresBucket",
  ],
  "note-blocked": onTable("GetItem", "PutItem"),
  schedule: [
    ...onTable("GetItem", "Query", "PutItem", "UpdateItem", "DeleteItem"),
    ...indexes("due"),
    ...reads("record"),
  ],
  sweep: [...publishes, ...onTable("Query")],
  notify: [
    ...onTable("GetItem", "BatchGetItem", "Query", "PutItem", "UpdateItem"),
    ...indexes("gsi1", "gsi2"),
    ...reads("link", "request"),
    ...mails,
    ...takes("NotifyQueueQueue"),
  ],
  digest: [
    ...onTable("GetItem", "BatchGetItem", "DeleteItem", "Query", "PutItem", "UpdateItem"),
    ...indexes("due"),
    ...reads("link"),
    ...mails,
  ],
  suppression: [...onTable("UpdateItem"), "sqs:SendMessage DeadLettersQueue"],
  deliver: [
    ...onTable("GetItem", "Query", "PutItem", "UpdateItem"),
    ...reads("data"),
    "sqs:SendMessage DeadLettersQueue",
  ],
  redeliver: [...onTable("GetItem", "Query", "PutItem", "UpdateItem"), ...indexes("due"), ...reads("data")],
  cleanup: [
    ...onTable("GetItem", "Query", "PutItem", "UpdateItem", "DeleteItem"),
    ...indexes("gsi1", "gsi2", "gsi4"),
    ...reads("record", "request"),
    "sqs:SendMessage DeadLettersQueue",
  ],
  "shorten-credentials": [
    ...onTable("GetItem", "PutItem", "UpdateItem"),
    ...indexes("gsi1"),
    ...reads("record", "request"),
    "sqs:SendMessage DeadLettersQueue",
  ],
  "rotate-keys": [
    ...onTable("GetItem", "UpdateItem", "Scan"),
    ...RINGS.map(secretOf).flatMap((ring) => [
      `secretsmanager:GetSecretValue ${ring}`,
      `secretsmanager:PutSecretValue ${ring}`,
    ]),
  ],
  root: [
    ...onTable("GetItem", "Query", "PutItem", "UpdateItem", "DeleteItem", "ConditionCheckItem", "Scan"),
    ...indexes("gsi1"),
    ...["DescribeSecret", "GetSecretValue", "PutSecretValue"].flatMap((action) =>
      RINGS.map((ring) => `secretsmanager:${action} ${secretOf(ring)}`),
    ),
  ],
};

export const ownLog = (name: string) => {
  const log = `${titleOf(name)}Logs:*`;
  return [`logs:CreateLogStream ${log}`, `logs:PutLogEvents ${log}`];
};
