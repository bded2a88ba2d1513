import { beforeAll, describe, expect, it } from "vitest";
import { ERRORS_OF_VERSION, releaseTemplate } from "../../infra/release-template.ts";
import { evaluateEverythingSet } from "./everything-set.fixture.ts";
import { evaluateStage, functionsOf, named, ofType } from "./graph/evaluate-stage.ts";
import type { Graph } from "./graph/graph.ts";
import { allowedBy } from "./graph/role.ts";
import { readTemplate, resourcesOf } from "./operations/template.ts";
import { installPlatform } from "./platform/install-platform.ts";

const platform = await installPlatform();
const missing = platform.installed ? "" : ` (not run: ${platform.reason})`;

const STAGE = "staging";
const LIVE = (name: string) => new RegExp(`function:latchkey-${STAGE}-${name}:live`);

describe.skipIf(missing !== "")(`a stage that releases gradually${missing}`, () => {
  let graph: Graph;
  beforeAll(async () => {
    graph = await evaluateEverythingSet();
  });
  const integrations = (plane: string) =>
    ofType(graph, "aws:apigateway/integration:Integration").filter(({ name }) => name.startsWith(plane));
  const stackOf = (title: string) => {
    const { inputs } = named(graph, "aws:cloudformation/stack:Stack", `${title}Release`);
    const parameters: Record<string, unknown> = Object(inputs["parameters"]);
    return { parameters, template: readTemplate(String(inputs["templateBody"]), parameters) };
  };

  it("publishes versions of the authorizer and the gateway, and of nothing else", () => {
    const published = [...functionsOf(graph, STAGE)].filter(([, { inputs }]) => inputs["publish"] === true);
    expect(published.map(([name]) => name).sort()).toEqual(["authorizer", "gateway"]);
  });

  it("has both planes ask the authorizer by its alias, and the gateway's routes lead to its alias", () => {
    for (const plane of ["Control", "Gateway"])
      expect(
        named(graph, "aws:apigateway/authorizer:Authorizer", `${plane}AuthorizerCredentialsAuthorizer`)
          .inputs["authorizerUri"],
      ).toMatch(LIVE("authorizer"));
    for (const { inputs } of integrations("Gateway")) expect(inputs["uri"]).toMatch(LIVE("gateway"));
    for (const { inputs } of integrations("Control")) expect(inputs["uri"]).not.toContain(":live");
  });

  it("lets API Gateway invoke the aliases, and the functions behind them no more", () => {
    const permissions = ofType(graph, "aws:lambda/permission:Permission").filter(({ name }) =>
      /AuthorizerCredentials|InvokesGateway/.test(name),
    );
    expect(permissions.map(({ inputs }) => inputs["qualifier"])).toEqual(["live", "live", "live"]);
  });

  it("deploys both planes again when it is switched on: a deployment is a copy that names the authorizer", async () => {
    const before = await evaluateStage("production");
    for (const plane of ["Control", "Gateway"]) {
      const triggerOf = (of: Graph) =>
        Object(named(of, "aws:apigateway/deployment:Deployment", `${plane}Deployment`).inputs["triggers"])
          .authorizer;
      expect(triggerOf(graph)).not.toBe(triggerOf(before));
    }
  });

  it.each([
    ["Authorizer", "authorizer"],
    ["Gateway", "gateway"],
  ])("shifts a tenth for five minutes, then all, and goes back by the alarm: %s", (title, name) => {
    const { parameters, template } = stackOf(title);
    expect(Object.keys(parameters).sort()).toEqual(Object.keys(template.Parameters).sort());
    expect(resourcesOf(template, "AWS::Lambda::Alias")).toEqual([
      { FunctionName: `latchkey-${STAGE}-${name}`, FunctionVersion: "7", Name: "live" },
    ]);
    expect(resourcesOf(template, "AWS::CodeDeploy::DeploymentGroup")).toMatchObject([
      {
        DeploymentConfigName: "CodeDeployDefault.LambdaCanary10Percent5Minutes",
        AlarmConfiguration: { Enabled: true, Alarms: [{ Name: "<Alarm>" }] },
        AutoRollbackConfiguration: {
          Enabled: true,
          Events: expect.arrayContaining(["DEPLOYMENT_STOP_ON_ALARM", "DEPLOYMENT_FAILURE"]),
        },
      },
    ]);
    const { Resources } = JSON.parse(releaseTemplate(ERRORS_OF_VERSION));
    expect(Resources.Live.UpdatePolicy.CodeDeployLambdaAliasUpdate).toEqual({
      ApplicationName: { Ref: "Application" },
      DeploymentGroupName: { Ref: "Group" },
    });
  });

  it("watches what fails by fault: errors of the gateway's new version, failures of the authorizer but no wrong credentials", () => {
    const alarmOf = (title: string) => resourcesOf(stackOf(title).template, "AWS::CloudWatch::Alarm")[0];
    expect(alarmOf("Authorizer")).toMatchObject({
      Namespace: `Latchkey/${STAGE}`,
      MetricName: "AuthorizerFailures",
      Dimensions: [],
    });
    expect(alarmOf("Gateway")).toMatchObject({ Namespace: "AWS/Lambda", MetricName: "Errors" });
    expect(alarmOf("Gateway")?.["Dimensions"]).toEqual([
      { Name: "FunctionName", Value: `latchkey-${STAGE}-gateway` },
      { Name: "Resource", Value: `latchkey-${STAGE}-gateway:live` },
      { Name: "ExecutedVersion", Value: "7" },
    ]);
  });

  it("lets CodeDeploy move these aliases and read the stage's alarms, and nothing else", () => {
    const roles = ofType(graph, "aws:iam/role:Role").filter(({ name }) => name.endsWith("ShiftingRole"));
    expect(roles).toHaveLength(2);
    for (const role of roles) {
      expect(JSON.stringify(role.inputs["assumeRolePolicy"])).toContain("codedeploy.amazonaws.com");
      const title = role.name.replace("ShiftingRole", "FunctionFunction");
      const allowed = allowedBy(role).map(({ action, resource }) => `${action} ${resource}`);
      expect(allowed.sort()).toEqual(
        [
          `cloudwatch:DescribeAlarms alarm:latchkey-${STAGE}-*`,
          ...["GetAlias", "GetProvisionedConcurrencyConfig", "UpdateAlias"].flatMap((action) =>
            [title, `${title}:live`].map((resource) => `lambda:${action} ${resource}`),
          ),
        ].sort(),
      );
    }
  });

  it("is none by default: no version, no alias, no stack", async () => {
    const usual = await evaluateStage("production");
    expect(ofType(usual, "aws:cloudformation/stack:Stack").map(({ name }) => name)).toEqual(["Operations"]);
    expect(JSON.stringify(ofType(usual, "aws:apigateway/integration:Integration"))).not.toContain(":live");
  });
});
