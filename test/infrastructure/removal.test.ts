import { beforeAll, describe, expect, it } from "vitest";
import { evaluateStage, named, ofType } from "./graph/evaluate-stage.ts";
import type { Graph } from "./graph/graph.ts";
import { installPlatform } from "./platform/install-platform.ts";

const platform = await installPlatform();
const missing = platform.installed ? "" : ` (not run: ${platform.reason})`;

/** What belongs to the account, and is shared by all stages in it. */
const OF_THE_ACCOUNT = [
  "APIGatewayPushToCloudWatchLogsRole",
  "ControlAPIGatewayAccountSetup",
  "GatewayAPIGatewayAccountSetup",
];

const retained = (graph: Graph) =>
  graph.resources.flatMap(({ name, retained: isKept }) => (isKept ? [name] : [])).sort();

/* What `docs/operations.md` says of removing a stage. */
describe.skipIf(missing !== "")(`what is left of a stage that is removed${missing}`, () => {
  let production: Graph;
  let staging: Graph;
  beforeAll(async () => {
    [production, staging] = await Promise.all([evaluateStage("production"), evaluateStage("staging")]);
  });

  it("is nothing of a protected one, since SST refuses to remove it", () => {
    expect(production.app).toMatchObject({ protect: true, removal: "retain" });
    expect(staging.app).toMatchObject({ protect: false, removal: "remove" });
  });

  it("is the table, the nine key rings, SES's identity and every bucket but the portal's of one that was protected when it was deployed last", () => {
    expect(retained(production)).toEqual(
      [
        ...OF_THE_ACCOUNT,
        "AuditAnchorsBucket",
        "KeysAssertion",
        "KeysAudit",
        "KeysData",
        "KeysLink",
        "KeysPepper",
        "KeysRecord",
        "KeysRequest",
        "KeysToken",
        "KeysTokenPublic",
        "MailIdentity",
        "RelayFailuresBucket",
        "TableTable",
        "UsageExportBucket",
        "UsageFailuresBucket",
      ].sort(),
    );
    expect(named(production, "aws:dynamodb/table:Table", "TableTable").inputs).toMatchObject({
      deletionProtectionEnabled: true,
    });
  });

  it("is nothing but what the account shares of any other: table and keys are gone at once", () => {
    expect(retained(staging)).toEqual(OF_THE_ACCOUNT);
    expect(named(staging, "aws:dynamodb/table:Table", "TableTable").inputs).toMatchObject({
      deletionProtectionEnabled: false,
    });
    for (const { inputs } of ofType(staging, "aws:secretsmanager/secret:Secret"))
      expect(inputs["recoveryWindowInDays"]).toBe(0);
  });

  it("is a bucket of anchors that cannot be emptied for a day, or 30 when it was protected", () => {
    const lock = "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration";
    const ruleOf = (graph: Graph) =>
      Object(named(graph, lock, "AuditAnchorsLock").inputs["rule"]).defaultRetention;
    expect([ruleOf(staging), ruleOf(production)]).toEqual([
      { mode: "GOVERNANCE", days: 1 },
      { mode: "COMPLIANCE", days: 30 },
    ]);
  });
});
