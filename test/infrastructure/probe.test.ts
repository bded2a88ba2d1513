import { beforeAll, describe, expect, it } from "vitest";
import { evaluateEverythingSet, PROBE } from "./everything-set.fixture.ts";
import { named, ofType } from "./graph/evaluate-stage.ts";
import type { Graph } from "./graph/graph.ts";
import { allowedBy, roleOf } from "./graph/role.ts";
import { installPlatform } from "./platform/install-platform.ts";

const platform = await installPlatform();
const missing = platform.installed ? "" : ` (not run: ${platform.reason})`;

describe.skipIf(missing !== "")(`the service that a stage brings for the doctor${missing}`, () => {
  let graph: Graph;
  beforeAll(async () => {
    graph = await evaluateEverythingSet();
  });

  it("answers piece by piece, and only to roles that may call it", () => {
    const addresses = ofType(graph, "aws:lambda/functionUrl:FunctionUrl");
    expect(addresses.map(({ inputs }) => inputs)).toMatchObject([
      { authorizationType: "AWS_IAM", invokeMode: "RESPONSE_STREAM" },
    ]);
    const permissions = ofType(graph, "aws:lambda/permission:Permission");
    expect(permissions.map(({ inputs }) => inputs["principal"])).not.toContain("*");
  });

  it("may do nothing but write its log", () => {
    const actions = allowedBy(roleOf(graph, "probe")).map(({ action }) => action);
    expect(actions.sort()).toEqual(["logs:CreateLogStream", "logs:PutLogEvents"]);
  });

  it("is named by the portal's configuration, where the doctor finds it", () => {
    const { content } = named(graph, "aws:s3/bucketObjectv2:BucketObjectv2", "PortalConfig").inputs;
    expect(JSON.parse(String(content)).probe).toEqual({
      url: expect.stringMatching(PROBE),
      region: "us-west-2",
    });
  });
});
