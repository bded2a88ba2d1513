import { beforeAll, describe, expect, it } from "vitest";
import { evaluateNow, evaluateStage, functionsOf, named, ofType } from "./graph/evaluate-stage.ts";
import type { Graph } from "./graph/graph.ts";
import { installPlatform } from "./platform/install-platform.ts";

const platform = await installPlatform();

const missing = platform.installed ? "" : ` (not run: ${platform.reason})`;

/** Names without the part that SST draws by lot, and without the stage. */
const comparable = (graph: Graph, stage: string) =>
  new Map(
    graph.resources.map(({ type, name, inputs, retained }) => [
      `${type} ${name.replace(stage, "STAGE")}`,
      JSON.stringify({ inputs, retained })
        .replaceAll(/(latchkey-[a-z]+-[A-Za-z0-9-]+)-[abcdefhkmnorstuvwxz]{8}(?=[\\"/])/g, "$1-*")
        .replaceAll(/\.[0-9a-f]{64}\./g, ".*.")
        // The portal is built at each deploy.
        .replaceAll(/"triggers":\["\d{13}"\]/g, '"triggers":["*"]')
        // SST names what is the portal's among what its functions at the edge read after the stage.
        .replaceAll(/((?:namespace|kvNamespace = )\\?"(?::\\?")?)[0-9a-f]{4}\b/g, "$1*")
        .replaceAll(stage, "STAGE"),
    ]),
  );

describe.skipIf(missing !== "")(`evaluating a stage${missing}`, () => {
  let production: Graph;
  let again: Graph;
  let staging: Graph;
  beforeAll(async () => {
    production = await evaluateStage("production");
    [again, staging] = await Promise.all([evaluateNow("production"), evaluateStage("staging")]);
  });

  it("gives the same graph each time, name for name and value for value", () => {
    expect(comparable(again, "production")).toEqual(comparable(production, "production"));
  });

  it("differs between staging and production only where the settings say so", () => {
    const one = comparable(staging, "staging");
    const other = comparable(production, "production");
    expect([...one.keys()]).toEqual([...other.keys()]);
    const different = [...one.keys()].filter((name) => one.get(name) !== other.get(name));
    const types = new Set(different.map((name) => name.split(" ")[0]));
    // Retention of logs, protection and retention of the table, the buckets and the keys, the lock of the anchors, SES's
    // identity, and what is kept of the settings.
    expect([...types].sort()).toEqual([
      "aws:cloudwatch/logGroup:LogGroup",
      "aws:dynamodb/table:Table",
      "aws:s3/bucket:Bucket",
      "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration",
      "aws:secretsmanager/secret:Secret",
      "aws:sesv2/emailIdentity:EmailIdentity",
      "aws:ssm/parameter:Parameter",
    ]);
  });

  it("can be removed whole, with its keys, unless it is protected", () => {
    expect(staging.app).toMatchObject({ removal: "remove", protect: false });
    expect(
      staging.resources.filter(({ retained, type }) => retained && !/apigateway|Role/.test(type)),
    ).toEqual([]);
    expect(ofType(staging, "aws:secretsmanager/secret:Secret")[0]?.inputs["recoveryWindowInDays"]).toBe(0);
  });

  it("makes functions of Node 24 on arm64 that write JSON, and tells each where the others are", () => {
    for (const { inputs } of functionsOf(production, "production").values())
      expect(inputs).toMatchObject({
        runtime: "nodejs24.x",
        architectures: ["arm64"],
        loggingConfig: { logFormat: "JSON" },
        environment: { variables: { LATCHKEY_TABLE: expect.stringMatching(/^latchkey-production-Table/) } },
      });
  });

  it("says loudly that no mail is sent while the sender is not verified", () => {
    expect(production.outputs["mail"]).toMatch(/^NO MAIL IS SENT: latchkey@example\.com is not verified/);
  });

  it("hands its operations over as one CloudFormation stack", () => {
    const { inputs } = named(staging, "aws:cloudformation/stack:Stack", "Operations");
    expect(inputs).toMatchObject({
      name: "latchkey-staging-operations",
      parameters: { DeadLetters: expect.stringMatching(/^latchkey-staging-DeadLetters/) },
    });
    expect(JSON.parse(String(inputs["templateBody"]))).toHaveProperty("Resources");
  });

  it("tells the command for root's key, and no key", () => {
    expect(staging.outputs["rootKey"]).toBe(
      `aws lambda invoke --region eu-central-1 --function-name latchkey-staging-root --cli-binary-format raw-in-base64-out --payload '{"do":"rotate-root-key"}' /dev/stdout`,
    );
    expect(Object.keys(staging.outputs).sort()).toEqual([
      "_protect",
      "control",
      "gateway",
      "mail",
      "portal",
      "rootKey",
    ]);
  });
});
