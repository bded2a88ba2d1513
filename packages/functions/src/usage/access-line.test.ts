import { gzipSync } from "node:zlib";
import { refusalTable } from "@latchkey/aws/stores/refusal-table";
import { countedRows } from "@latchkey/aws/testing/counted-rows";
import { testStore } from "@latchkey/aws/testing/test-store";
import { usageLog } from "@latchkey/aws/usage/usage-log";
import { usageReport } from "@latchkey/core/usage/usage-report";
import { describe, expect, it } from "vitest";
import { ACCESS_LOG } from "../routes/access-log.ts";
import { createIngest } from "./create-ingest.ts";

const START = Date.parse("2026-03-01T12:00:00.000Z");

const store = testStore();

const ingest = (lines: readonly string[]) => {
  const logEvents = lines.map((message) => ({ id: "1", timestamp: START, message }));
  const text = JSON.stringify({ messageType: "DATA_MESSAGE", logGroup: "g", logStream: "s", logEvents });
  return createIngest({
    usage: usageLog(store(), () => START),
    refusals: refusalTable(store()),
    keepCalls: async () => undefined,
    now: () => START,
    wait: async () => undefined,
    measure: () => undefined,
  })({ awslogs: { data: gzipSync(text).toString("base64") } });
};

const usageOf = async (consumer: string, group?: "service") =>
  usageReport(
    await countedRows(store(), { consumer, team: "callers" }, "2026-03-01T12:00:00.000Z"),
    "hour",
    group,
  );

/** As API Gateway writes it, by the format that it is deployed with: what is not there is a dash. */
const accessLine = (context: Record<string, string | number>): string =>
  JSON.stringify(ACCESS_LOG).replaceAll(/\$context\.([\w.]+)/g, (_, name: string) =>
    String(context[name] ?? "-"),
  );

const at = (index: number) => START + index * 700;

const failed = (index: number, consumer: string, more: Record<string, string | number> = {}) =>
  accessLine({
    requestTimeEpoch: at(index),
    extendedRequestId: `request-${index}`,
    httpMethod: "GET",
    resourcePath: "/{service}/{proxy+}",
    status: 504,
    "error.responseType": "INTEGRATION_TIMEOUT",
    responseLength: 90,
    "authorizer.consumerId": consumer,
    "authorizer.team": "callers",
    "authorizer.credentialId": "crd_1",
    "authorizer.subscriptionId": "sub_1",
    "authorizer.serviceId": "svc_1",
    "authorizer.service": "echo",
    ...more,
  });

/** A line that the gateway or the authorizer has written. */
const lineOf = (message: string, index: number, fields: object) =>
  JSON.stringify({
    message,
    at: new Date(at(index)).toISOString(),
    requestId: `request-${index}`,
    ...{ credential: "crd_1", subscription: "sub_1", team: "callers" },
    ...fields,
  });

const forwarded = (index: number, consumer: string, more: object = {}) =>
  lineOf("call", index, {
    slug: "echo",
    serviceId: "svc_1",
    consumer,
    status: 200,
    upstreamStatus: 200,
    ...more,
  });

const denied = (index: number, consumer: string) =>
  lineOf("refused", index, {
    service: "echo",
    serviceId: "svc_1",
    reason: "scope-missing",
    consumer,
  });

describe("a line of the access log", () => {
  it("is a call of the consumer that the authorizer has named, where API Gateway answered itself", async () => {
    await ingest([
      failed(1, "con_a"),
      failed(2, "con_a", { status: 503, "error.responseType": "INTEGRATION_FAILURE" }),
      failed(3, "con_a", { status: 413, "error.responseType": "REQUEST_TOO_LARGE" }),
      failed(4, "con_a", { status: 429, "error.responseType": "THROTTLED" }),
    ]);
    expect(await usageOf("con_a", "service")).toEqual([
      {
        at: "2026-03-01T12:00:00.000Z",
        id: "svc_1",
        service: "echo",
        calls: 4,
        refused: 1,
        errors: 1,
        bytesIn: 0,
        bytesOut: 360,
        p50Ms: 0,
        p99Ms: 0,
        costUsd: 0,
        refusedByReason: { "rate-limited": 1 },
      },
    ]);
    expect(await refusalTable(store()).refusals("con_a")).toMatchObject([
      { requestId: "request-4", reason: "rate-limited", credential: "crd_1", service: "echo" },
      { requestId: "request-3", reason: "payload-too-large" },
    ]);
  });

  it.each<[string, Record<string, string | number>]>([
    ["our function has answered", { status: 200, "error.responseType": "-" }],
    [
      "the authorizer has refused, which says so itself",
      { status: 403, "error.responseType": "ACCESS_DENIED" },
    ],
    ["the authorizer knows nobody", { status: 401, "error.responseType": "UNAUTHORIZED" }],
    [
      "no caller was asked for",
      { status: 429, "error.responseType": "THROTTLED", "authorizer.consumerId": "-" },
    ],
    ["the time is none", { requestTimeEpoch: "soon" }],
    ["the service is not named", { "authorizer.service": "-" }],
  ])("is counted for no consumer where %s", async (_when, context) => {
    expect(await ingest([failed(50, "con_none", context)])).toEqual({ counted: 0 });
    expect(await usageOf("con_none")).toEqual([]);
  });
});

describe("calls of which several logs tell", () => {
  it("are each counted once, however often and in whatever order the lines come", async () => {
    const CALLS = 600;
    const client = { calls: CALLS, refused: 0, errors: 0 };
    const lines: string[] = [];
    for (let index = 100; index < 100 + CALLS; index += 1) {
      if (index % 5 === 0) {
        client.refused += 1;
        // Of a refusal the access log tells as well.
        lines.push(denied(index, "con_m"));
        lines.push(failed(index, "con_m", { status: 403, "error.responseType": "ACCESS_DENIED" }));
      } else if (index % 5 === 1) {
        client.errors += 1;
        lines.push(failed(index, "con_m"));
      } else if (index % 5 === 2) {
        client.errors += 1;
        // Our function gave up too late: both say the same.
        lines.push(forwarded(index, "con_m", { status: 504, upstreamStatus: undefined }));
        lines.push(failed(index, "con_m"));
      } else lines.push(forwarded(index, "con_m"));
    }
    // By a fixed rule, far from the order in which they came; the gcd of both is 1.
    const mixed = lines.map((_, index) => lines[(index * 611) % lines.length] ?? "");
    expect(new Set(mixed).size).toBe(new Set(lines).size);
    for (let from = 0; from < mixed.length; from += 90) {
      const batch = mixed.slice(from, from + 90);
      // Two at once, one of them a part of what came before.
      await Promise.all([ingest(batch), ingest(mixed.slice(Math.max(0, from - 40), from + 10))]);
    }
    await ingest(lines.slice(0, 200));
    expect(await usageOf("con_m")).toMatchObject([
      { ...client, refusedByReason: { "scope-missing": client.refused } },
    ]);
  });
});
