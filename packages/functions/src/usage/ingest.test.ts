import { refusalTable } from "@latchkey/aws/stores/refusal-table";
import { countedRows } from "@latchkey/aws/testing/counted-rows";
import { testStore } from "@latchkey/aws/testing/test-store";
import { inFull } from "@latchkey/core/testing/in-full";
import { usageReport } from "@latchkey/core/usage/usage-report";
import { describe, expect, it } from "vitest";
import { metricLine } from "../composition/metrics.ts";
import { batchOf, ingestInto } from "./ingest.fixture.ts";

const START = Date.parse("2026-03-01T12:00:00.000Z");

const CALLS = inFull ? 100_000 : 5000;
const BATCH = inFull ? 1000 : 250;
/** Milliseconds from call to call: over several windows. */
const STEP = inFull ? 9 : 36;

const store = testStore();

const ingest = (printed: object[] = []) =>
  ingestInto(store(), START, (at, metrics) => printed.push(JSON.parse(metricLine("test", at, metrics))));

const callLine = (index: number, fields: object = {}): string =>
  JSON.stringify({
    level: "INFO",
    message: "call",
    service: "gateway",
    at: new Date(START + index * STEP).toISOString(),
    requestId: `request-${index}`,
    method: "GET",
    slug: `service-${index % 3}`,
    serviceId: `svc_${index % 3}`,
    consumer: `con_${index % 5}`,
    credential: `crd_${index % 5}`,
    subscription: `sub_${index % 15}`,
    team: "callers",
    status: 200,
    upstreamStatus: 200,
    bytesIn: index % 7,
    bytesOut: index % 11,
    durationMs: index % 500,
    ...fields,
  });

const usageRowsOf = (of: { team: string } | { consumer: string }) =>
  countedRows(store(), { team: "refused", ...of }, "2026-03-01T12:00:00.000Z");

describe(`${CALLS} calls, 10 % of them brought twice and 5 % late`, () => {
  it("are counted exactly as the client counted them", async () => {
    const client = { calls: CALLS, refused: 0, errors: 0, bytesIn: 0, bytesOut: 0 };
    const lines = Array.from({ length: CALLS }, (_, index) => {
      client.bytesIn += index % 7;
      client.bytesOut += index % 11;
      if (index % 10 === 3) {
        client.refused += 1;
        return callLine(index, { status: 429, code: "rate-limited", upstreamStatus: undefined });
      }
      if (index % 100 === 7) {
        client.errors += 1;
        return callLine(index, { status: 503, upstreamStatus: 503 });
      }
      return callLine(index);
    });
    const batches: string[][] = [];
    const late: string[] = [];
    for (let from = 0; from < CALLS; from += BATCH) {
      const part = lines.slice(from, from + BATCH);
      batches.push(part.filter((_, index) => index % 20 !== 0));
      late.push(...part.filter((_, index) => index % 20 === 0));
      // A whole batch again, and again a part of one beside new lines.
      if ((from / BATCH) % 10 === 5) batches.push(part.slice(0, BATCH / 2));
      if ((from / BATCH) % 10 === 6) batches.push(lines.slice(from - BATCH / 2, from + BATCH / 2));
    }
    batches.push(late, late.slice(0, 100));
    const count = ingest();
    // Two at once, as Lambda runs them.
    for (let index = 0; index < batches.length; index += 2)
      await Promise.all(batches.slice(index, index + 2).map((batch) => count(batchOf(batch))));
    const [total, ...more] = usageReport(await usageRowsOf({ team: "callers" }), "hour", undefined);
    expect(more).toEqual([]);
    expect(total).toMatchObject({ ...client, refusedByReason: { "rate-limited": client.refused } });
    // 0 to 499 ms, evenly.
    expect(total?.p50Ms).toBeGreaterThan(250 * 0.95);
    expect(total?.p50Ms).toBeLessThan(250 * 1.05);
    expect(total?.p99Ms).toBeGreaterThan(495 * 0.95);
    expect(total?.p99Ms).toBeLessThan(495 * 1.05);
    const byConsumer = usageReport(await usageRowsOf({ team: "callers" }), "hour", "consumer");
    expect(byConsumer.map(({ calls }) => calls)).toEqual(Array.from({ length: 5 }, () => CALLS / 5));
  });
});

describe("a line of the authorizer", () => {
  const refused = (fields: object) =>
    JSON.stringify({
      message: "refused",
      at: new Date(START).toISOString(),
      requestId: "refused-1",
      service: "echo",
      reason: "scope-missing",
      consumer: "con_r",
      credential: "crd_r",
      team: "refused",
      ...fields,
    });

  it("is a refused call of its consumer, also where the runtime has wrapped it", async () => {
    const wrapped = JSON.stringify({ level: "INFO", message: refused({ requestId: "refused-2" }) });
    await ingest()(batchOf([refused({}), wrapped]));
    expect(usageReport(await usageRowsOf({ consumer: "con_r" }), "hour", undefined)).toMatchObject([
      { calls: 2, refused: 2, refusedByReason: { "scope-missing": 2 }, p50Ms: 0 },
    ]);
    expect(await refusalTable(store()).refusals("con_r")).toHaveLength(2);
  });

  it("about the credential itself is in the refusals, and is counted for no consumer", async () => {
    const line = refused({ reason: "bad-signature", consumer: "con_b", requestId: "refused-3" });
    await ingest()(batchOf([line]));
    expect(await usageRowsOf({ consumer: "con_b" })).toEqual([]);
    expect(await refusalTable(store()).refusals("con_b")).toMatchObject([{ reason: "bad-signature" }]);
  });

  it("is no usage where the management API was called, or the caller is unknown", async () => {
    const printed: object[] = [];
    const lines = [
      refused({ service: "latchkey", consumer: "con_l", requestId: "refused-4" }),
      refused({ consumer: undefined, requestId: "refused-5" }),
    ];
    expect(await ingest(printed)(batchOf(lines))).toEqual({ counted: 0 });
    expect(printed).toEqual([]);
  });
});

it("what is no call's line is passed over, and a control message is no batch", async () => {
  const lines = [
    "START RequestId",
    "{",
    "[]",
    "null",
    '{"message":"call"}',
    '{"message":"call","consumer":"con_x"}',
  ];
  expect(await ingest()(batchOf(lines))).toEqual({ counted: 0 });
  expect(await ingest()(batchOf([callLine(1)], "CONTROL_MESSAGE"))).toEqual({ counted: 0 });
});

it("a batch is told to the operators as one line of metrics for each minute in which calls came", async () => {
  const printed: object[] = [];
  const fields = (index: number) => ({ requestId: `metric-${index}`, consumer: "con_m" });
  const later = new Date(START + 61_000).toISOString();
  const calls = [
    callLine(1, fields(1)),
    callLine(2, fields(2)),
    callLine(3, { ...fields(3), at: later, status: 502, upstreamStatus: undefined }),
  ];
  await ingest(printed)(batchOf(calls));
  expect(printed).toMatchObject([
    { _aws: { Timestamp: START }, Calls: 2, Refused: 0, UpstreamErrors: 0, Duration: [1, 2] },
    { _aws: { Timestamp: START + 60_000 }, Calls: 1, UpstreamErrors: 1 },
  ]);
  expect(printed[1]).not.toHaveProperty("Duration");
});

it("operators see how many calls were made while limits could not be counted, and their outcome", async () => {
  const printed: object[] = [];
  const fields = (name: string, more: object) => ({
    requestId: `counters-${name}`,
    consumer: "con_u",
    ...more,
  });
  const calls = [
    callLine(1, fields("a", { counters: "failed-open" })),
    callLine(2, fields("b", { counters: "failed-closed", status: 503, upstreamStatus: undefined })),
    callLine(3, fields("c", { counters: "failed-closed", status: 503, upstreamStatus: undefined })),
    callLine(4, fields("d", {})),
  ];
  await ingest(printed)(batchOf(calls));
  expect(printed).toMatchObject([{ Calls: 4, CountersFailedOpen: 1, CountersFailedClosed: 2 }]);
});
