import { beforeAll, describe, expect, it } from "vitest";
import { evaluateStage, functionsOf, ofType } from "./graph/evaluate-stage.ts";
import type { Graph } from "./graph/graph.ts";
import { allowedBy, managedPoliciesOf, roleOf, titleOf } from "./graph/role.ts";
import { installPlatform } from "./platform/install-platform.ts";

const platform = await installPlatform();
const missing = platform.installed ? "" : ` (not run: ${platform.reason})`;

const onTable = (...actions: string[]) => actions.map((action) => `dynamodb:${action} TableTable`);
const indexes = (...names: string[]) => names.map((name) => `dynamodb:Query TableTable/index/${name}`);
const RINGS = {
  pepper: "KeysPepper",
  data: "KeysData",
  link: "KeysLink",
  request: "KeysRequest",
  audit: "KeysAudit",
  record: "KeysRecord",
  assertion: "KeysAssertion",
};
const reads = (...rings: (keyof typeof RINGS)[]) =>
  rings.map((ring) => `secretsmanager:GetSecretValue ${RINGS[ring]}`);
const admitting = ["PutItem", "UpdateItem"];
const stream = ["DescribeStream", "GetRecords", "GetShardIterator", "ListStreams"].map(
  (action) => `dynamodb:${action} TableTable/stream`,
);
const takes = (queue: string) =>
  ["DeleteMessage", "GetQueueAttributes", "ReceiveMessage"].map((action) => `sqs:${action} ${queue}`);
const publishes = ["events:PutEvents BusBus", ...onTable("DeleteItem")];

/** All that each function may do, besides writing its own log. Whoever adds to `infra` has to say so here too. */
const MAY: Record<string, string[]> = {
  authorizer: [
    ...onTable("BatchGetItem", "PutItem", "UpdateItem"),
    ...indexes("gsi2"),
    ...reads("pepper", "data", "record"),
  ],
  teams: [
    ...onTable("GetItem", "BatchGetItem", "Query", "DeleteItem", ...admitting),
    ...indexes("gsi1", "gsi2"),
    ...reads("record", "request"),
  ],
  services: [
    ...onTable("GetItem", "Query", "DeleteItem", ...admitting),
    ...indexes("gsi1", "gsi2"),
    ...reads("data", "record", "request"),
  ],
  catalog: [
    ...onTable("GetItem", "Query", ...admitting),
    ...indexes("gsi1", "gsi3"),
    ...reads("record", "request"),
  ],
  consumers: [
    ...onTable("GetItem", "Query", ...admitting),
    ...indexes("gsi1", "gsi2"),
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
    ...onTable("GetItem", "Query", "PutItem", "UpdateItem", "DeleteItem"),
    ...reads("link", "record"),
  ],
  invitations: [
    ...onTable("GetItem", "Query", "PutItem", "UpdateItem", "DeleteItem"),
    ...indexes("gsi3"),
    ...reads("link", "record", "request"),
  ],
  webhooks: [
    ...onTable("GetItem", "Query", "DeleteItem", ...admitting),
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
    ...reads("pepper", "data", "record", "request"),
  ],
  usage: [...onTable("GetItem", "Query", ...admitting), ...indexes("gsi1"), ...reads("record", "request")],
  operations: [...onTable("GetItem", ...admitting), ...indexes("gsi1"), ...reads("record", "request")],
  keys: reads("assertion"),
  gateway: [...onTable("GetItem", ...admitting), ...reads("data", "record", "assertion")],
  relay: [...publishes, ...stream, "s3:ListBucket RelayFailuresBucket", "s3:PutObject RelayFailuresBucket/*"],
  "append-audit": [...stream, ...onTable("GetItem", "PutItem"), ...reads("audit", "record")],
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
  ingest: [...onTable("GetItem", "Query", "PutItem", "UpdateItem"), "sqs:SendMessage DeadLettersQueue"],
  schedule: [...onTable("GetItem", "PutItem", "UpdateItem"), ...indexes("due"), ...reads("record")],
  sweep: [...publishes, ...onTable("Query")],
  notify: [
    ...onTable("GetItem", "BatchGetItem", "Query", "PutItem", "UpdateItem"),
    ...reads("link"),
    "ses:SendEmail identity/*",
    "ses:SendEmail MailConfig",
    "ses:SendRawEmail identity/*",
    "ses:SendRawEmail MailConfig",
    ...takes("NotifyQueueQueue"),
  ],
  digest: [
    ...onTable("GetItem", "BatchGetItem", "DeleteItem", "Query", "PutItem", "UpdateItem"),
    ...indexes("due"),
    "ses:SendEmail identity/*",
    "ses:SendEmail MailConfig",
    "ses:SendRawEmail identity/*",
    "ses:SendRawEmail MailConfig",
  ],
  suppression: [...onTable("UpdateItem"), "sqs:SendMessage DeadLettersQueue"],
  deliver: [
    ...onTable("GetItem", "Query", "PutItem", "UpdateItem"),
    ...reads("data"),
    "sqs:SendMessage DeadLettersQueue",
  ],
  redeliver: [...onTable("GetItem", "PutItem", "UpdateItem"), ...indexes("due"), ...reads("data")],
  cleanup: [
    ...onTable("GetItem", "PutItem", "UpdateItem", "DeleteItem"),
    ...indexes("gsi1", "gsi4"),
    ...reads("record", "request"),
    "sqs:SendMessage DeadLettersQueue",
  ],
  root: [
    ...onTable("GetItem", "Query", "PutItem", "UpdateItem", "DeleteItem", "ConditionCheckItem", "Scan"),
    ...indexes("gsi1"),
    ...Object.values(RINGS).flatMap((ring) => [
      `secretsmanager:DescribeSecret ${ring}`,
      `secretsmanager:GetSecretValue ${ring}`,
      `secretsmanager:PutSecretValue ${ring}`,
    ]),
  ],
};

const ownLog = (name: string) => {
  const log = `${titleOf(name)}Logs:*`;
  return [`logs:CreateLogStream ${log}`, `logs:PutLogEvents ${log}`];
};

describe.skipIf(missing !== "")(`the roles of a stage${missing}`, () => {
  let graph: Graph;
  beforeAll(async () => {
    graph = await evaluateStage("production");
  });

  it("are there for exactly these functions", () => {
    expect([...functionsOf(graph, "production").keys()].sort()).toEqual(Object.keys(MAY).sort());
  });

  it.each(Object.entries(MAY))("let %s do this and nothing else", (name, may) => {
    const allowed = allowedBy(roleOf(graph, name)).map(({ action, resource }) => `${action} ${resource}`);
    expect(allowed.sort()).toEqual([...may, ...ownLog(name)].sort());
    expect(managedPoliciesOf(roleOf(graph, name))).toEqual([]);
  });

  it("let notify send from our own address only, whatever identities SES looks at", () => {
    const mail = allowedBy(roleOf(graph, "notify")).filter(({ action }) => action.startsWith("ses:"));
    expect(mail.map(({ condition }) => condition)).toEqual(
      mail.map(() => [
        { test: "StringEquals", variable: "ses:FromAddress", values: ["latchkey@example.com"] },
      ]),
    );
  });

  it("name no action with a *, and no resource that is all of a service's", () => {
    for (const role of ofType(graph, "aws:iam/role:Role"))
      for (const { action, resource } of allowedBy(role)) {
        expect(action, role.name).not.toContain("*");
        expect(resource, role.name).not.toBe("*");
      }
  });

  it("use a policy of AWS's only where API Gateway writes its access logs, which has one for the whole account", () => {
    const managed = ofType(graph, "aws:iam/role:Role").flatMap(managedPoliciesOf);
    expect(managed).toEqual(["arn:aws:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs"]);
  });

  it("can be taken by services of AWS only, and not by anybody in the account", () => {
    for (const { name, inputs } of ofType(graph, "aws:iam/role:Role")) {
      const policy = inputs["assumeRolePolicy"];
      const trust = typeof policy === "string" ? policy : JSON.stringify(policy);
      expect(trust, name).toMatch(/"Service":"(?:lambda|scheduler|apigateway)\.amazonaws\.com"/);
      expect(trust, name).not.toContain('"AWS"');
    }
  });

  it("let each schedule call its own function and nothing else", () => {
    const schedules = ofType(graph, "aws:iam/role:Role").filter(({ name }) => name.startsWith("Every"));
    expect(schedules.map(allowedBy)).toEqual([
      [{ action: "lambda:InvokeFunction", resource: "SweepFunctionFunction" }],
      [{ action: "lambda:InvokeFunction", resource: "AnchorHeadsFunctionFunction" }],
      [{ action: "lambda:InvokeFunction", resource: "VerifyChainsFunctionFunction" }],
      [{ action: "lambda:InvokeFunction", resource: "DigestFunctionFunction" }],
      [{ action: "lambda:InvokeFunction", resource: "ScheduleFunctionFunction" }],
      [{ action: "lambda:InvokeFunction", resource: "RedeliverFunctionFunction" }],
    ]);
  });

  it("are used by services for the one thing that calls a function; root's is called by nobody but through IAM", () => {
    const callers = ofType(graph, "aws:lambda/permission:Permission").map(({ inputs }) => ({
      function: String(inputs["function"]).replace(/^.*:/, ""),
      principal: inputs["principal"],
      from: inputs["sourceArn"],
    }));
    expect(callers.filter((caller) => caller.function === "RootFunctionFunction")).toEqual([]);
    for (const { principal, from } of callers) {
      expect(["apigateway.amazonaws.com", "events.amazonaws.com", "logs.amazonaws.com"]).toContain(principal);
      expect(from).toMatch(/^arn:aws:(?:execute-api|cloudwatch):/);
    }
    expect(ofType(graph, "aws:lambda/functionUrl:FunctionUrl")).toEqual([]);
  });
});
