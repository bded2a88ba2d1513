import { createTableInput } from "@latchkey/aws/dynamo/table-definition";
import { KEY_RING_NAMES } from "@latchkey/core/key-ring/new-key-ring";
import { firewallFilter, LOG_FILTERS } from "@latchkey/functions/usage/log-filters";
import { beforeAll, describe, expect, it } from "vitest";
import { evaluateStage, functionsOf, named, ofType } from "./graph/evaluate-stage.ts";
import { ACCOUNT, type Graph, type Resource } from "./graph/graph.ts";
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

  it("is an anchor of the audit that the account's owner cannot remove for 30 days", () => {
    const { inputs } = named(graph, "aws:s3/bucket:Bucket", "AuditAnchorsBucket");
    expect(inputs).toMatchObject({ objectLockEnabled: true });
    const versioning = named(graph, "aws:s3/bucketVersioning:BucketVersioning", "AuditAnchorsVersioning");
    expect(versioning.inputs["versioningConfiguration"]).toEqual({ status: "Enabled" });
    const lock = "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration";
    expect(named(graph, lock, "AuditAnchorsLock").inputs).toMatchObject({
      bucket: inputs["bucket"],
      rule: { defaultRetention: { mode: "COMPLIANCE", days: 30 } },
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
        "aws-waf-logs-latchkey-production",
      ].sort(),
    );
    expect(new Set(logs.map(({ inputs }) => inputs["retentionInDays"]))).toEqual(new Set([365]));
  });
});

describe.skipIf(missing !== "")(`what is counted of calls${missing}`, () => {
  it("comes from the lines of those who see calls, and from no other log", () => {
    const gatewayStage = `${ACCOUNT}:GatewayApi-id:production`;
    const counted = ofType(graph, "aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter");
    const lines = (logGroup: string, filterPattern: string, to = "Ingest") => ({
      logGroup,
      filterPattern,
      destinationArn: expect.stringMatching(new RegExp(`:${to}FunctionFunction$`)),
    });
    expect(counted.map(({ inputs }) => inputs)).toEqual([
      lines("/aws/vendedlogs/apis/latchkey-production-gateway", LOG_FILTERS.access),
      lines("/aws/lambda/latchkey-production-authorizer", LOG_FILTERS.authorizer),
      lines("aws-waf-logs-latchkey-production", firewallFilter(gatewayStage), "NoteBlocked"),
      lines("/aws/lambda/latchkey-production-gateway", LOG_FILTERS.gateway),
      lines("/aws/lambda/latchkey-production-verify", LOG_FILTERS.verify),
    ]);
    const allowed = ofType(graph, "aws:lambda/permission:Permission").filter(
      ({ inputs }) => inputs["principal"] === "logs.amazonaws.com",
    );
    expect(allowed.map(({ inputs }) => String(inputs["sourceArn"]).replace(/^.*:(\w+:)/, "$1"))).toEqual([
      "GatewayAccessLog:*",
      "AuthorizerLogs:*",
      "FirewallLogs:*",
      "GatewayLogs:*",
      "VerifyLogs:*",
    ]);
  });

  it("for operators also what API Gateway has answered itself, for every caller, by reason", () => {
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
