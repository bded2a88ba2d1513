import { beforeAll, describe, expect, it } from "vitest";
import { evaluateStage, named } from "./graph/evaluate-stage.ts";
import type { Graph } from "./graph/graph.ts";
import { installPlatform } from "./platform/install-platform.ts";

const platform = await installPlatform();
const missing = platform.installed ? "" : ` (not run: ${platform.reason})`;

/** What an account, or AWS, has once for all regions, and the input that names it. */
const GLOBAL: Record<string, string> = {
  "aws:iam/role:Role": "name",
  "aws:s3/bucket:Bucket": "bucket",
  "aws:cloudfront/function:Function": "name",
  "aws:cloudfront/keyValueStore:KeyValueStore": "name",
  "aws:cloudfront/responseHeadersPolicy:ResponseHeadersPolicy": "name",
};

describe.skipIf(missing !== "")(`what an account has once for all regions${missing}`, () => {
  let graph: Graph;
  beforeAll(async () => {
    graph = await evaluateStage("production");
  });

  it("is named by lot, or by Pulumi, which does so too: the same stage in two regions does not collide", () => {
    const names = graph.resources.flatMap(({ type, inputs }) => {
      const input = GLOBAL[type];
      return input && inputs[input] !== undefined ? [String(inputs[input])] : [];
    });
    expect(names.length).toBeGreaterThan(30);
    expect(names.filter((name) => !/-[abcdefhkmnorstuvwxz]{8}$/.test(name))).toEqual([]);
  });

  it("is judged here for every type of IAM and CloudFront; a distribution has no name", () => {
    const types = graph.resources
      .map(({ type }) => type)
      .filter((type) => /^aws:(?:iam|cloudfront)\//.test(type));
    const known = [...Object.keys(GLOBAL), "aws:cloudfront/distribution:Distribution"];
    expect([...new Set(types)].filter((type) => !known.includes(type))).toEqual([]);
  });

  it("has the region in its name where CloudFormation makes it: the dashboard and the budget", () => {
    const { templateBody } = named(graph, "aws:cloudformation/stack:Stack", "Operations").inputs;
    const resources = Object.values(Object(JSON.parse(String(templateBody))).Resources).map(Object);
    const namesOf = (type: string) =>
      resources
        .filter((one) => one.Type === type)
        .map(({ Properties: { DashboardName, Budget } }) =>
          JSON.stringify(DashboardName ?? Budget.BudgetName),
        );
    for (const type of ["AWS::CloudWatch::Dashboard", "AWS::Budgets::Budget"]) {
      expect(namesOf(type), type).toHaveLength(1);
      for (const name of namesOf(type)) expect(name, type).toContain('{"Ref":"AWS::Region"}');
    }
  });
});
