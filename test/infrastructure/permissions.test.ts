import { CONTROL_ROUTES } from "@latchkey/functions/routes/control-routes";
import { beforeAll, describe, expect, it } from "vitest";
import { evaluateStage, functionsOf, ofType } from "./graph/evaluate-stage.ts";
import type { Graph } from "./graph/graph.ts";
import { allowedBy, managedPoliciesOf, roleOf } from "./graph/role.ts";
import { MAY, ownLog } from "./permissions.fixture.ts";
import { installPlatform } from "./platform/install-platform.ts";

const platform = await installPlatform();

const missing = platform.installed ? "" : ` (not run: ${platform.reason})`;

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

  it("let each function that changes something for machines read their records in one batch", () => {
    const changing = CONTROL_ROUTES.filter((route) => route.method !== "GET" && !route.public);
    for (const noun of new Set(changing.map((route) => route.noun)))
      expect(MAY[noun], noun).toContain("dynamodb:BatchGetItem TableTable");
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
      [{ action: "lambda:InvokeFunction", resource: "RollUpFunctionFunction" }],
      [{ action: "lambda:InvokeFunction", resource: "RecountFunctionFunction" }],
      [{ action: "lambda:InvokeFunction", resource: "VerifyChainsFunctionFunction" }],
      [{ action: "lambda:InvokeFunction", resource: "DigestFunctionFunction" }],
      [{ action: "lambda:InvokeFunction", resource: "ScheduleFunctionFunction" }],
      [{ action: "lambda:InvokeFunction", resource: "RedeliverFunctionFunction" }],
      [{ action: "lambda:InvokeFunction", resource: "RotateKeysFunctionFunction" }],
    ]);
  });

  it("allow services only the one source that calls a function; root's is called through IAM alone", () => {
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
