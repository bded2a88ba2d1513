import { createTableInput } from "@latchkey/aws/dynamo/table-definition";
import { KEY_RING_NAMES } from "@latchkey/core/key-ring/new-key-ring";
import { AUDIT_FILTERS } from "@latchkey/functions/audit/audit-filter";
import { CLEANUP_RULE } from "@latchkey/functions/cleanup/cleanup-rule";
import { NOTIFY_QUEUE, NOTIFY_RULE } from "@latchkey/functions/notify/notify-rule";
import { OUTBOX_FILTER } from "@latchkey/functions/relay/outbox-filter";
import { sesRule } from "@latchkey/functions/suppression/ses-rule";
import { LOG_FILTERS } from "@latchkey/functions/usage/log-filters";
import { DELIVER_RULE } from "@latchkey/functions/webhooks/deliver-rule";
import { beforeAll, describe, expect, it } from "vitest";
import { evaluateStage, functionsOf, named, ofType } from "./graph/evaluate-stage.ts";
import type { Graph, Resource } from "./graph/graph.ts";
import { titleOf } from "./graph/role.ts";
import { installPlatform } from "./platform/install-platform.ts";

const platform = await installPlatform();
const missing = platform.installed ? "" : ` (not run: ${platform.reason})`;

let graph: Graph;
beforeAll(async () => {
  if (platform.installed) graph = await evaluateStage("production");
});

describe.skipIf(missing !== "")(`what production keeps${missing}`, () => {
  let table: Resource;
  beforeAll(() => {
    table = named(graph, "aws:dynamodb/table:Table", "TableTable");
  });

  it("is one encrypted table that can be set back by 35 days and not be removed", () => {
    expect(table.inputs).toMatchObject({
      serverSideEncryption: { enabled: true },
      pointInTimeRecovery: { enabled: true, recoveryPeriodInDays: 35 },
      deletionProtectionEnabled: true,
    });
    expect(table.retained).toBe(true);
    expect(graph.app).toMatchObject({ removal: "retain", protect: true });
  });

  it("has the very shape that one machine and the tests use", () => {
    const local = createTableInput("any");
    expect(table.inputs).toMatchObject({
      hashKey: "pk",
      rangeKey: "sk",
      billingMode: local.BillingMode,
      streamEnabled: true,
      streamViewType: local.StreamSpecification?.StreamViewType,
      ttl: { enabled: true, attributeName: "ttl" },
    });
    const indexes = local.GlobalSecondaryIndexes?.map(({ IndexName, KeySchema, Projection }) => ({
      name: IndexName,
      hashKey: KeySchema?.[0]?.AttributeName,
      rangeKey: KeySchema?.[1]?.AttributeName,
      projectionType: Projection?.ProjectionType,
    }));
    expect(table.inputs["globalSecondaryIndexes"]).toEqual(indexes);
    const attributes = local.AttributeDefinitions?.map(({ AttributeName, AttributeType }) => ({
      name: AttributeName,
      type: AttributeType,
    }));
    expect(table.inputs["attributes"]).toEqual(attributes);
  });

  it("is the keys too: a secret for each ring, kept with the table, 30 days from being gone", () => {
    const secrets = ofType(graph, "aws:secretsmanager/secret:Secret");
    expect(secrets.map(({ inputs }) => inputs["name"]).sort()).toEqual(
      KEY_RING_NAMES.map((ring) => `latchkey/production/${ring}`).sort(),
    );
    for (const { inputs, retained } of secrets) {
      expect(inputs["recoveryWindowInDays"]).toBe(30);
      expect(retained).toBe(true);
    }
  });

  it("tells no key to the state file, an output or a function's environment", () => {
    expect(ofType(graph, "aws:secretsmanager/secretVersion:SecretVersion")).toEqual([]);
    expect(ofType(graph, "aws:lambda/invocation:Invocation")).toEqual([]);
    const environments = [...functionsOf(graph, "production").values()].map(
      ({ inputs }) => Object(inputs["environment"]).variables,
    );
    for (const variables of environments)
      expect(Object.keys(variables).filter((name) => /KEY|SECRET|TOKEN|PASSWORD/.test(name))).toEqual(
        expect.arrayContaining(["LATCHKEY_KEYS"]),
      );
    expect(environments.map(({ LATCHKEY_KEYS }) => LATCHKEY_KEYS)).toEqual(
      environments.map(() => "latchkey/production/"),
    );
  });

  it("is encrypted in queues and buckets as well, and buckets are private and reached by TLS only", () => {
    const queues = ofType(graph, "aws:sqs/queue:Queue");
    expect(queues.map(({ inputs }) => inputs["sqsManagedSseEnabled"])).toEqual(queues.map(() => true));
    const buckets = ofType(graph, "aws:s3/bucket:Bucket");
    const encrypted = ofType(
      graph,
      "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
    );
    expect(encrypted.map(({ inputs }) => inputs["bucket"])).toEqual(
      buckets.map(({ inputs }) => inputs["bucket"]),
    );
    for (const { inputs } of ofType(graph, "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock"))
      expect(inputs).toMatchObject({
        blockPublicAcls: true,
        blockPublicPolicy: true,
        ignorePublicAcls: true,
        restrictPublicBuckets: true,
      });
    expect(JSON.stringify(ofType(graph, "aws:s3/bucketPolicy:BucketPolicy"))).toContain(
      "aws:SecureTransport",
    );
  });

  it("is an anchor of the audit that nobody can take away: 400 days, not even by the account's owner", () => {
    const { inputs } = named(graph, "aws:s3/bucket:Bucket", "AuditAnchorsBucket");
    expect(inputs).toMatchObject({ objectLockEnabled: true });
    const versioning = named(graph, "aws:s3/bucketVersioning:BucketVersioning", "AuditAnchorsVersioning");
    expect(versioning.inputs["versioningConfiguration"]).toEqual({ status: "Enabled" });
    const lock = "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration";
    expect(named(graph, lock, "AuditAnchorsLock").inputs).toMatchObject({
      bucket: inputs["bucket"],
      rule: { defaultRetention: { mode: "COMPLIANCE", days: 400 } },
    });
    for (const name of ["audit", "anchor-heads", "verify-chains"])
      expect(functionsOf(graph, "production").get(name)?.inputs["environment"]).toMatchObject({
        variables: { LATCHKEY_AUDIT_ANCHORS: inputs["bucket"] },
      });
  });

  it("is a log of each function and each plane for a year (CloudWatch encrypts every log, and has no switch for it)", () => {
    const logs = ofType(graph, "aws:cloudwatch/logGroup:LogGroup");
    expect(logs.map(({ inputs }) => inputs["name"]).sort()).toEqual(
      [
        ...[...functionsOf(graph, "production").keys()].map(
          (name) => `/aws/lambda/latchkey-production-${name}`,
        ),
        "/aws/vendedlogs/apis/latchkey-production-control",
        "/aws/vendedlogs/apis/latchkey-production-gateway",
      ].sort(),
    );
    expect(new Set(logs.map(({ inputs }) => inputs["retentionInDays"]))).toEqual(new Set([365]));
  });
});

describe.skipIf(missing !== "")(`what happens after a change${missing}`, () => {
  const feeds = () => ofType(graph, "aws:lambda/eventSourceMapping:EventSourceMapping");
  const feedOf = (name: string) =>
    feeds().find(({ inputs }) => String(inputs["functionName"]).endsWith(`:${titleOf(name)}FunctionFunction`))
      ?.inputs;

  it("goes from the table's stream to the relay, through its own filter, one bad record at a time", () => {
    expect(feedOf("relay")).toMatchObject({
      filterCriteria: { filters: [{ pattern: JSON.stringify(OUTBOX_FILTER) }] },
      functionResponseTypes: ["ReportBatchItemFailures"],
      bisectBatchOnFunctionError: true,
      startingPosition: "TRIM_HORIZON",
      destinationConfig: { onFailure: { destinationArn: expect.stringMatching(/:RelayFailuresBucket$/) } },
    });
  });

  it("goes from the same stream to the audit, in order, and is tried until it is there", () => {
    expect(feedOf("append-audit")).toMatchObject({
      filterCriteria: { filters: AUDIT_FILTERS.map((filter) => ({ pattern: JSON.stringify(filter) })) },
      startingPosition: "TRIM_HORIZON",
      batchSize: 100,
      bisectBatchOnFunctionError: true,
      maximumRetryAttempts: -1,
      maximumRecordAgeInSeconds: -1,
    });
    // It throws: what it answers says nothing.
    expect(feedOf("append-audit")).not.toHaveProperty("functionResponseTypes");
  });

  it("is brought before admins when a listener could not take it, one letter at a time", () => {
    expect(feedOf("dead-letters")).toMatchObject({
      eventSourceArn: expect.stringMatching(/:DeadLettersQueue$/),
      functionResponseTypes: ["ReportBatchItemFailures"],
    });
    const queue = named(graph, "aws:sqs/queue:Queue", "DeadLettersQueue").inputs;
    const keeper = functionsOf(graph, "production").get("dead-letters")?.inputs;
    expect(Number(queue["visibilityTimeoutSeconds"])).toBeGreaterThanOrEqual(6 * Number(keeper?.["timeout"]));
  });

  it("is mailed from a queue that waits a day for a mail server, and then goes to the dead letters", () => {
    expect(feedOf("notify")).toMatchObject({
      eventSourceArn: expect.stringMatching(/:NotifyQueueQueue$/),
      functionResponseTypes: ["ReportBatchItemFailures"],
      batchSize: NOTIFY_QUEUE.batchSize,
    });
    const { inputs } = named(graph, "aws:sqs/queue:Queue", "NotifyQueueQueue");
    expect(inputs).toMatchObject({
      visibilityTimeoutSeconds: NOTIFY_QUEUE.visibilityTimeoutSeconds,
      messageRetentionSeconds: NOTIFY_QUEUE.retentionSeconds,
    });
    expect(JSON.parse(String(inputs["redrivePolicy"]))).toEqual({
      deadLetterTargetArn: expect.stringMatching(/:DeadLettersQueue$/),
      maxReceiveCount: NOTIFY_QUEUE.maxReceiveCount,
    });
    expect(feeds()).toHaveLength(4);
  });

  it("leaves the account room when webhooks are called by the thousand", () => {
    const reserved = [...functionsOf(graph, "production")].flatMap(([name, { inputs }]) =>
      inputs["reservedConcurrentExecutions"] === undefined
        ? []
        : [[name, inputs["reservedConcurrentExecutions"]]],
    );
    expect(Object.fromEntries(reserved)).toEqual({ deliver: 50, ingest: 10 });
  });

  it("is swept up and anchored every five minutes, verified every hour, and what is due by the clock is done every minute", () => {
    const schedules = ofType(graph, "aws:scheduler/schedule:Schedule").map(({ inputs }) => [
      Object(inputs["target"]).arn.replace(/^.*:/, ""),
      inputs["scheduleExpression"],
      inputs["state"],
    ]);
    expect(schedules).toEqual([
      ["SweepFunctionFunction", "rate(5 minutes)", "ENABLED"],
      ["AnchorHeadsFunctionFunction", "rate(5 minutes)", "ENABLED"],
      ["VerifyChainsFunctionFunction", "rate(1 hour)", "ENABLED"],
      ["DigestFunctionFunction", "rate(1 minute)", "ENABLED"],
      ["ScheduleFunctionFunction", "rate(1 minute)", "ENABLED"],
      ["RedeliverFunctionFunction", "rate(1 minute)", "ENABLED"],
    ]);
  });

  it("reaches each listener by the rule that one machine uses, and the dead letters when it cannot", () => {
    const rules = ofType(graph, "aws:cloudwatch/eventRule:EventRule").map(({ name, inputs }) => ({
      name,
      pattern: JSON.parse(String(inputs["eventPattern"])),
    }));
    expect(rules).toEqual([
      { name: "BusSubscriberCleanupRule", pattern: CLEANUP_RULE },
      { name: "BusSubscriberDeliverRule", pattern: DELIVER_RULE },
      { name: "NotifyRule", pattern: NOTIFY_RULE },
      { name: "SuppressionRule", pattern: sesRule(expect.any(String)) },
    ]);
    // EventBridge takes no longer pattern.
    for (const { pattern } of rules) expect(JSON.stringify(pattern).length).toBeLessThan(2048);
    const targets = ofType(graph, "aws:cloudwatch/eventTarget:EventTarget");
    expect(targets).toHaveLength(rules.length);
    for (const { inputs } of targets)
      expect(inputs["deadLetterConfig"]).toEqual({ arn: expect.stringMatching(/:DeadLettersQueue$/) });
    const invocations = ofType(graph, "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig");
    expect(invocations.map(({ inputs }) => inputs["functionName"])).toEqual([
      "latchkey-production-cleanup",
      "latchkey-production-deliver",
      "latchkey-production-ingest",
      "latchkey-production-suppression",
    ]);
    for (const { inputs } of invocations)
      expect(inputs["destinationConfig"]).toEqual({
        onFailure: { destination: expect.stringMatching(/:DeadLettersQueue$/) },
      });
  });

  it("hears of bounces and complaints of its own mails alone, by the account's bus", () => {
    const rule = named(graph, "aws:cloudwatch/eventRule:EventRule", "SuppressionRule");
    expect(rule.inputs["eventBusName"]).toBeUndefined();
    const destination = named(
      graph,
      "aws:sesv2/configurationSetEventDestination:ConfigurationSetEventDestination",
      "MailEvents",
    ).inputs;
    const name = destination["configurationSetName"];
    expect(JSON.parse(String(rule.inputs["eventPattern"]))).toEqual(sesRule(String(name)));
    expect(destination["eventDestination"]).toEqual({
      enabled: true,
      matchingEventTypes: ["BOUNCE", "COMPLAINT"],
      eventBridgeDestination: {
        eventBusArn: expect.stringMatching(/^arn:aws:events:.*:event-bus\/default$/),
      },
    });
    const target = named(graph, "aws:cloudwatch/eventTarget:EventTarget", "SuppressionTarget").inputs;
    expect(target["arn"]).toMatch(/:SuppressionFunctionFunction$/);
    const [permission] = ofType(graph, "aws:lambda/permission:Permission").filter(
      (each) => each.name === "SuppressionPermission",
    );
    expect(permission?.inputs).toMatchObject({
      principal: "events.amazonaws.com",
      sourceArn: expect.stringMatching(/:SuppressionRule$/),
    });
    const lambda = functionsOf(graph, "production").get("suppression");
    expect(Object(lambda?.inputs["environment"]).variables.LATCHKEY_CONFIGURATION_SET).toBe(name);
  });

  it.each([
    [
      "DeadLettersPolicy",
      ["BusSubscriberCleanupRule", "BusSubscriberDeliverRule", "NotifyRule", "SuppressionRule"],
    ],
    ["NotifyQueuePolicy", ["NotifyRule"]],
  ])("may be put into a queue by our rules and by no other program's: %s", (name, rules) => {
    const policy = named(graph, "aws:sqs/queuePolicy:QueuePolicy", name);
    const { Statement } = JSON.parse(String(policy.inputs["policy"]));
    const values = rules.map((rule) => expect.stringMatching(new RegExp(`:${rule}$`)));
    expect(Statement).toEqual([
      expect.objectContaining({
        Action: ["sqs:SendMessage"],
        Condition: [{ test: "ArnEquals", variable: "aws:SourceArn", values }],
      }),
    ]);
    expect(ofType(graph, "aws:sqs/queuePolicy:QueuePolicy")).toHaveLength(2);
  });
});

describe.skipIf(missing !== "")(`what is counted of calls${missing}`, () => {
  it("comes from the lines of those who see calls, and from no other log", () => {
    const counted = ofType(graph, "aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter");
    const lines = (logGroup: string, filterPattern: string) => ({
      logGroup,
      filterPattern,
      destinationArn: expect.stringMatching(/:IngestFunctionFunction$/),
    });
    expect(counted.map(({ inputs }) => inputs)).toEqual([
      lines("/aws/vendedlogs/apis/latchkey-production-gateway", LOG_FILTERS.access),
      lines("/aws/lambda/latchkey-production-authorizer", LOG_FILTERS.authorizer),
      lines("/aws/lambda/latchkey-production-gateway", LOG_FILTERS.gateway),
      lines("/aws/lambda/latchkey-production-verify", LOG_FILTERS.verify),
    ]);
    const allowed = ofType(graph, "aws:lambda/permission:Permission").filter(
      ({ inputs }) => inputs["principal"] === "logs.amazonaws.com",
    );
    expect(allowed.map(({ inputs }) => String(inputs["sourceArn"]).replace(/^.*:(\w+:)/, "$1"))).toEqual([
      "GatewayAccessLog:*",
      "AuthorizerLogs:*",
      "GatewayLogs:*",
      "VerifyLogs:*",
    ]);
  });

  it("for operators also what API Gateway has answered itself, whoever called, by why", () => {
    const [metric, ...more] = ofType(graph, "aws:cloudwatch/logMetricFilter:LogMetricFilter");
    expect(more).toEqual([]);
    expect(metric?.inputs).toMatchObject({
      logGroupName: "/aws/vendedlogs/apis/latchkey-production-gateway",
      pattern: LOG_FILTERS.answeredByApiGateway,
      metricTransformation: {
        namespace: "Latchkey/production",
        dimensions: { ResponseType: "$.answeredBy" },
      },
    });
  });
});
