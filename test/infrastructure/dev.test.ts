import { beforeAll, describe, expect, it } from "vitest";
import { evaluateStage, functionsOf, named, ofType } from "./graph/evaluate-stage.ts";
import type { Graph } from "./graph/graph.ts";
import { allowedBy, managedPoliciesOf } from "./graph/role.ts";
import { installPlatform } from "./platform/install-platform.ts";

const platform = await installPlatform();
const missing = platform.installed ? "" : ` (not run: ${platform.reason})`;

/** A person's own would be as it, and costs an evaluation more. */
const STAGE = "staging";

const namesOf = (graph: Graph) =>
  graph.resources.map(({ type, name }) => `${type} ${name}`).filter((name) => !/Code/.test(name));

describe.skipIf(missing !== "")(`\`sst dev\`, as far as its program goes${missing}`, () => {
  let dev: Graph;
  let deployed: Graph;
  beforeAll(async () => {
    dev = await evaluateStage(STAGE, {}, { dev: true });
    deployed = await evaluateStage(STAGE);
  });

  it("is refused for a stage that is protected", async () => {
    await expect(evaluateStage("production", {}, { dev: true })).rejects.toThrow(/"production" is protected/);
  });

  it("makes what a deploy makes, with a stand-in for the code of each function", () => {
    expect(namesOf(dev)).toEqual(namesOf(deployed));
    const functions = [...functionsOf(dev, STAGE).values()];
    expect(functions.length).toBe(functionsOf(deployed, STAGE).size);
    for (const { inputs } of functions)
      expect(inputs).toMatchObject({
        handler: "bootstrap",
        runtime: "provided.al2023",
        architectures: ["x86_64"],
      });
  });

  it("tells the functions the same as a deploy", () => {
    const ours = (graph: Graph) =>
      [...functionsOf(graph, STAGE)].map(([name, { inputs }]) => [
        name,
        Object.entries(Object(inputs["environment"]).variables).filter(
          ([variable]) => variable.startsWith("LATCHKEY_") && variable !== "LATCHKEY_TABLE",
        ),
      ]);
    const withoutLots = (graph: Graph) =>
      JSON.stringify(ours(graph)).replaceAll(/-[abcdefhkmnorstuvwxz]{8}"/g, '-*"');
    expect(withoutLots(dev)).toBe(withoutLots(deployed));
  });

  it("adds to a role only what the stand-in needs: AppSync, and SST's bucket of code", () => {
    for (const role of ofType(dev, "aws:iam/role:Role").filter(({ name }) => name.endsWith("FunctionRole"))) {
      const before = allowedBy(named(deployed, "aws:iam/role:Role", role.name));
      const known = new Set(before.map(({ action, resource }) => `${action} ${resource}`));
      const added = allowedBy(role).filter(({ action, resource }) => !known.has(`${action} ${resource}`));
      expect(added, role.name).toEqual([
        { action: "appsync:*", resource: "*" },
        { action: "s3:*", resource: "sst-asset" },
        { action: "s3:*", resource: "sst-asset/*" },
      ]);
      expect(managedPoliciesOf(role)).toEqual([]);
    }
  });

  it("tells the stand-in of the gateway that it streams, as its route does, and no other", () => {
    const streams = [...functionsOf(dev, STAGE)].flatMap(([name, { inputs }]) =>
      Object(inputs["environment"]).variables.SST_FUNCTION_STREAMING === "true" ? [name] : [],
    );
    expect(streams).toEqual(["gateway"]);
  });

  it("serves the portal as a deploy does, so that people can sign in and mails lead somewhere", () => {
    expect(ofType(dev, "aws:cloudfront/distribution:Distribution")).toHaveLength(1);
    expect(dev.outputs["portal"]).toBe(deployed.outputs["portal"]);
  });
});
