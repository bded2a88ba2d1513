import { CONTROL_API } from "@latchkey/functions/routes/control-api";
import { gatewayResponses } from "@latchkey/functions/routes/gateway-responses";
import { beforeAll, describe, expect, it } from "vitest";
import { evaluateEverythingSet } from "./everything-set.fixture.ts";
import { evaluateStage, functionsOf, ofType } from "./graph/evaluate-stage.ts";
import type { Graph } from "./graph/graph.ts";
import { installPlatform } from "./platform/install-platform.ts";

const platform = await installPlatform();
const missing = platform.installed ? "" : ` (not run: ${platform.reason})`;

const reservedIn = (graph: Graph, stage: string) =>
  Object.fromEntries(
    [...functionsOf(graph, stage)].flatMap(([name, { inputs }]) =>
      inputs["reservedConcurrentExecutions"] === undefined
        ? []
        : [[name, Number(inputs["reservedConcurrentExecutions"])]],
    ),
  );

/** `v1/verify/POST` → its rate and burst, by plane. */
const throttlesIn = (graph: Graph) =>
  Object.fromEntries(
    ofType(graph, "aws:apigateway/methodSettings:MethodSettings").map(({ name, inputs }) => {
      const { throttlingRateLimit, throttlingBurstLimit } = Object(inputs["settings"]);
      const plane = name.startsWith("Control") ? "control" : "gateway";
      return [`${plane} ${inputs["methodPath"]}`, [throttlingRateLimit, throttlingBurstLimit]];
    }),
  );

/** What is read before anybody signs in: 20 requests a second, each path by itself. */
const OPEN_TO_ALL = Object.fromEntries(
  [
    ".well-known/api-catalog",
    "v1/public/catalog",
    "v1/public/catalog/{service}",
    "v1/public/catalog/{service}/openapi.json",
  ].flatMap((path) => ["GET", "HEAD"].map((method) => [`control ${path}/${method}`, [20, 40]])),
);

describe.skipIf(missing !== "")(`a stage beside others in its account${missing}`, () => {
  let usual: Graph;
  let set: Graph;
  beforeAll(async () => {
    [usual, set] = [await evaluateStage("production"), await evaluateEverythingSet()];
  });

  it("takes a part of the account's concurrency, and leaves at least a third of 1,000", () => {
    const reserved = reservedIn(usual, "production");
    expect(reserved).toEqual({ authorizer: 100, gateway: 500, deliver: 50, ingest: 10 });
    expect(1000 - Object.values(reserved).reduce((sum, each) => sum + each)).toBeGreaterThan(333);
  });

  it("takes as much as is set, and where it is 0 reserves and bounds nothing", () => {
    expect(reservedIn(set, "staging")).toEqual({ authorizer: 30, deliver: 50, ingest: 10 });
  });

  it("takes at most half of the account's requests a second for each route of the gateway", () => {
    expect(throttlesIn(usual)).toMatchObject({
      "gateway */*": [5000, 2500],
      "control */*": [50, 100],
    });
  });

  it("bounds apart what is asked far more or far less often, HEAD as its GET", () => {
    expect(throttlesIn(usual)).toEqual({
      "gateway */*": [5000, 2500],
      "control */*": [50, 100],
      "control v1/verify/POST": [1000, 2000],
      "control approvals/{token}/GET": [10, 20],
      "control approvals/{token}/HEAD": [10, 20],
      "control approvals/{token}/POST": [10, 20],
      "control announcements/{token}/GET": [10, 20],
      "control announcements/{token}/HEAD": [10, 20],
      "control announcements/{token}/POST": [10, 20],
      "control invitations/{token}/GET": [10, 20],
      "control invitations/{token}/HEAD": [10, 20],
      "control invitations/{token}/POST": [10, 20],
      "control oauth2/token/POST": [1000, 2000],
      "control oauth2/revoke/POST": [100, 200],
      "control v1/leaks/POST": [20, 40],
      "control v1/leaks/github/POST": [20, 40],
      "control v1/consumers/{consumer}/credentials/POST": [10, 20],
      "control v1/consumers/{consumer}/credentials/{credential}/rotate/POST": [10, 20],
      ...OPEN_TO_ALL,
      "control v1/audit/verify/GET": [1, 5],
      "control v1/audit/verify/HEAD": [1, 5],
    });
  });

  it("is throttled as is set, method by method, and not at all where the rate is 0", () => {
    const throttles = throttlesIn(set);
    expect(throttles).toMatchObject({
      "control */*": [20, 40],
      "control v1/verify/POST": [7, 9],
      "control v1/usage/GET": [3, 3],
      "control v1/usage/HEAD": [3, 3],
    });
    expect(Object.keys(throttles).filter((name) => name.startsWith("gateway"))).toEqual([]);
  });

  it("has throttles for methods that are deployed, each on its plane's own stage", () => {
    const methods = CONTROL_API.map(({ method, path }) => `${path.slice(1)}/${method}`);
    for (const { name, inputs } of ofType(usual, "aws:apigateway/methodSettings:MethodSettings")) {
      expect(["*/*", ...methods]).toContain(inputs["methodPath"]);
      const plane = name.startsWith("Control") ? "Control" : "Gateway";
      expect(inputs).toMatchObject({ restApi: `${plane}Api-id`, stageName: "production" });
    }
  });

  it.each(["control", "gateway"] as const)(
    "answers what is above a throttle as a problem that says when to come again: %s",
    (plane) => {
      const { statusCode, headers, template } = gatewayResponses(plane).THROTTLED;
      expect(statusCode).toBe(429);
      expect(headers).toMatchObject({ "Content-Type": "application/problem+json", "Retry-After": "1" });
      expect(JSON.parse(template)).toMatchObject({ status: 429, code: "rate-limited" });
    },
  );
});
