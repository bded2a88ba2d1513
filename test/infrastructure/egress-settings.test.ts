import { Settings } from "@latchkey/functions/composition/settings";
import { beforeAll, describe, expect, it } from "vitest";
import { evaluateEverythingSet, GRANTS } from "./everything-set.fixture.ts";
import { functionsOf } from "./graph/evaluate-stage.ts";
import type { Graph } from "./graph/graph.ts";
import { allowedBy, roleOf } from "./graph/role.ts";
import { installPlatform } from "./platform/install-platform.ts";

const platform = await installPlatform();

const missing = platform.installed ? "" : ` (not run: ${platform.reason})`;

describe.skipIf(missing !== "")(`where functions connect to, with everything set${missing}`, () => {
  let graph: Graph;
  beforeAll(async () => {
    graph = await evaluateEverythingSet();
  });

  const environmentOf = (name: string) =>
    Object(functionsOf(graph, "staging").get(name)?.inputs["environment"]).variables;

  it("lets the gateway use what teams were granted, and nothing else of it", () => {
    const [lambda, bedrock] = ["function:forecast", "foundation-model/haiku"];
    const granted = allowedBy(roleOf(graph, "gateway")).filter(({ action }) =>
      /^(?:lambda|bedrock|execute-api):/.test(action),
    );
    expect(granted).toMatchObject([
      { action: "bedrock:InvokeModel", resource: bedrock },
      { action: "bedrock:InvokeModelWithResponseStream", resource: bedrock },
      {
        action: "lambda:InvokeFunctionUrl",
        resource: lambda,
        condition: [{ test: "StringEquals", variable: "lambda:FunctionUrlAuthType", values: ["AWS_IAM"] }],
      },
      {
        action: "lambda:InvokeFunction",
        resource: lambda,
        condition: [{ test: "Bool", variable: "lambda:InvokedViaFunctionUrl", values: ["true"] }],
      },
    ]);
    const told = GRANTS.map(({ resources: _, ...grant }) => grant);
    for (const name of ["gateway", "services"])
      expect(Settings.parse(environmentOf(name)).LATCHKEY_IAM_UPSTREAMS, name).toEqual(told);
    const others = [...functionsOf(graph, "staging").keys()].filter(
      (name) => !["gateway", "services"].includes(name),
    );
    for (const name of others) {
      expect(environmentOf(name), name).not.toHaveProperty("LATCHKEY_IAM_UPSTREAMS");
      const actions = allowedBy(roleOf(graph, name)).map(({ action }) => action);
      expect(actions, name).not.toContainEqual(
        expect.stringMatching(/^(?:lambda:InvokeFunctionUrl|bedrock:)/),
      );
    }
  });
});
