import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startTestStore, type TestStore } from "@latchkey/aws/testing/store-for-tests";
import { ACCESS_LOG } from "@latchkey/functions/routes/access-log";
import { policyAuthorizer, route, send, startApi } from "@latchkey/local/rest-api/rest-api.fixture";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { METRICS } from "../../bench/cost/prose.ts";
import { AUTHORIZER_FAILED } from "../../infra/operations/authorizer-failures.ts";
import { synthesise } from "../../infra/operations/stack.ts";
import { RUNTIME, startLambdaProcess } from "./artefacts/lambda-process.ts";
import { emittedBy, metricsOfLine } from "./operations/emitted.ts";
import { EMITTERS } from "./operations/emitters.ts";
import { alarmsOf, dashboardOf, type ReadMetric, readTemplate, resourcesOf } from "./operations/template.ts";
import { ROOT } from "./platform/install-platform.ts";

const STAGE = "production";

let store: TestStore;
beforeAll(async () => {
  // The environment of a deployed function; no server listens at the address.
  for (const [name, value] of Object.entries({
    LATCHKEY_STAGE: STAGE,
    LATCHKEY_TABLE: "table",
    AWS_REGION: "eu-central-1",
    AWS_ACCESS_KEY_ID: "test",
    AWS_SECRET_ACCESS_KEY: "test",
    AWS_ENDPOINT_URL_SECRETS_MANAGER: "http://127.0.0.1:9",
  }))
    vi.stubEnv(name, value);
  store = await startTestStore();
});
afterAll(async () => {
  await store.stop();
  vi.unstubAllEnvs();
});

const emitted = new Map<string, ReadMetric[]>();

describe("a metric of our own", () => {
  it.each(Object.entries(EMITTERS))(
    "%s: comes from the code that is said to write it",
    async (names, run) => {
      const metrics = await emittedBy(() => run(store));
      emitted.set(names, metrics);
      expect([...new Set(metrics.map(({ name }) => name))].sort()).toEqual(
        expect.arrayContaining(names.split(", ")),
      );
      for (const { namespace, dimensions } of metrics)
        expect([namespace, dimensions]).toEqual([`Latchkey/${STAGE}`, {}]);
    },
  );

  it("AuthorizerFailures: comes from the line of a call whose authorizer failed, and of no other", async () => {
    const lineOf = async (authorizer: () => Promise<never>, isRefused = false) => {
      const lines: Record<string, string>[] = [];
      const { port } = await startApi({
        routes: [
          route("ANY", "/{service}/{proxy+}", async () => ({ statusCode: 200 }), { authorized: true }),
        ],
        authorizer: { handler: isRefused ? policyAuthorizer("Deny").handler : authorizer },
        accessLog: { format: JSON.stringify(ACCESS_LOG), write: (line) => lines.push(JSON.parse(line)) },
      });
      await send(port, "/echo/x");
      return lines[0] ?? {};
    };
    const outage = await lineOf(() => Promise.reject(new Error("DynamoDB did not answer.")));
    const wrong = await lineOf(() => Promise.reject(new Error("Unauthorized")));
    const denied = await lineOf(() => Promise.reject(), true);
    expect([outage, wrong, denied].map((line) => isCounted(line))).toEqual([true, false, false]);
    expect([wrong, denied].map(({ answeredBy }) => answeredBy)).toEqual(["UNAUTHORIZED", "ACCESS_DENIED"]);
  });

  it("is paid, and told of where costs are", () => {
    const names = Object.keys(EMITTERS).flatMap((each) => each.split(", "));
    expect([...new Set([...names, "AuthorizerFailures"])]).toHaveLength(METRICS);
  });

  it("that an alarm or the dashboard reads is one of these: each is written by a function", () => {
    const template = readTemplate(synthesise({}), { Stage: STAGE });
    const read = [...alarmsOf(template).flatMap(({ metrics }) => metrics), ...dashboardOf(template).metrics];
    const filters = resourcesOf(template, "AWS::Logs::MetricFilter").flatMap((filter) =>
      [Object(filter["MetricTransformations"])[0]].map(({ MetricNamespace, MetricName }) => ({
        namespace: MetricNamespace,
        name: MetricName,
        dimensions: {},
      })),
    );
    const written = [...emitted.values()].flat().concat(filters);
    expect(emitted.size).toBe(Object.keys(EMITTERS).length);
    for (const metric of read)
      if (!metric.namespace.startsWith("AWS/")) expect(written).toContainEqual(metric);
  });
});

it(`a line of metrics is a line of its own in a log of Lambda, and no field of another line (${RUNTIME})`, async () => {
  const directory = await mkdtemp(join(tmpdir(), "latchkey-metrics-"));
  const contents = `
    import { measure } from "@latchkey/functions/composition/metrics";
    export const handler = async () => measure(7, [{ name: "Calls", unit: "Count", value: 1 }]);`;
  await build({
    stdin: { contents, resolveDir: join(ROOT, "test"), loader: "ts" },
    bundle: true,
    platform: "node",
    format: "esm",
    outfile: join(directory, "bundle.mjs"),
  });
  const environment = { LATCHKEY_STAGE: STAGE, LATCHKEY_TABLE: "table" };
  const lambda = await startLambdaProcess({ functionName: "metrics", directory, environment });
  try {
    await lambda.invoke({});
    const metric = { namespace: `Latchkey/${STAGE}`, name: "Calls", dimensions: {} };
    expect(lambda.log().split("\n").flatMap(metricsOfLine)).toEqual([metric]);
  } finally {
    await lambda.stop();
    await rm(directory, { recursive: true });
  }
});

/** What CloudWatch Logs does with the filter: texts that are equal, one of several. */
const isCounted = (line: Record<string, string>): boolean =>
  [...AUTHORIZER_FAILED.matchAll(/\(\$\.(\w+) = "(\w+)"\)/g)].some(
    ([, field = "", value]) => line[field] === value,
  );
