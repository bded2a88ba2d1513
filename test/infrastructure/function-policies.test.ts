import { CONTROL_API } from "@latchkey/functions/routes/control-api";
import { beforeAll, describe, expect, it } from "vitest";
import { evaluateStage, ofType } from "./graph/evaluate-stage.ts";
import { ACCOUNT, type Graph } from "./graph/graph.ts";
import { installPlatform } from "./platform/install-platform.ts";

const platform = await installPlatform();
const missing = platform.installed ? "" : ` (not run: ${platform.reason})`;

/** AWS Lambda Developer Guide, "Lambda quotas": a function's resource-based policy. */
const MAX_POLICY_BYTES = 20 * 1024;
/** The longest that names of AWS are, where the graph has short ones. */
const LONGEST_ARN = "x".repeat(200);

describe.skipIf(missing !== "")(`who may invoke a function${missing}`, () => {
  let graph: Graph;
  beforeAll(async () => {
    graph = await evaluateStage("production");
  });
  const permissions = () =>
    ofType(graph, "aws:lambda/permission:Permission").map(({ name, inputs }) => ({
      name,
      of: String(inputs["function"]),
      principal: String(inputs["principal"]),
      source: String(inputs["sourceArn"]),
    }));

  it("is told in a policy that has room for twice as many as there are", () => {
    const statements = Map.groupBy(permissions(), ({ of }) => of);
    for (const [of, given] of statements) {
      const Statement = given.map(({ name, principal }) => ({
        Sid: `${name}-20261130120000000000000001`,
        Effect: "Allow",
        Principal: { Service: principal },
        Action: "lambda:InvokeFunction",
        Resource: LONGEST_ARN,
        Condition: {
          StringEquals: { "AWS:SourceAccount": "123456789012" },
          ArnLike: { "AWS:SourceArn": LONGEST_ARN },
        },
      }));
      const policy = JSON.stringify({ Version: "2012-10-17", Id: "default", Statement });
      expect(policy.length * 2, of).toBeLessThan(MAX_POLICY_BYTES);
    }
  });

  it("is one permission for each function and plane", () => {
    const planes = permissions().filter(
      ({ principal, source }) =>
        principal === "apigateway.amazonaws.com" && !source.includes("/authorizers/"),
    );
    const pairs = planes.map(({ of, source }) => `${of} ${source}`);
    expect(new Set(pairs).size).toBe(pairs.length);
    const nouns = new Set(CONTROL_API.map(({ noun }) => noun));
    expect(pairs).toHaveLength(nouns.size + 1);
  });

  it("covers every route: the function that a route names may be invoked by the route's own API", () => {
    const allowed = new Set(permissions().map(({ of, source }) => `${of} ${source}`));
    const integrations = ofType(graph, "aws:apigateway/integration:Integration");
    for (const { name, inputs } of integrations) {
      const [, of] =
        /functions\/(.+)\/(?:response-streaming-)?invocations$/.exec(String(inputs["uri"])) ?? [];
      const api = String(inputs["restApi"]).replace(/-id$/, "");
      expect(allowed, name).toContain(`${of} arn:aws:execute-api:eu-central-1:${ACCOUNT}:${api}/*`);
    }
  });

  it("lets an API ask the authorizer by that API's own authorizer and by nothing else", () => {
    const asking = permissions().filter(({ source }) => source.includes("/authorizers/"));
    expect(asking.map(({ source }) => source.replace(/^.*:(\w+\/authorizers)/, "$1"))).toEqual([
      "ControlApi/authorizers/ControlAuthorizerCredentialsAuthorizer-id",
      "GatewayApi/authorizers/GatewayAuthorizerCredentialsAuthorizer-id",
    ]);
  });
});
