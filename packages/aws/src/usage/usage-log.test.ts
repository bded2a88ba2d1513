import { Raced } from "@latchkey/core/outage";
import { NOW } from "@latchkey/core/testing/records";
import type { CallRecord } from "@latchkey/core/usage/call-record";
import { type IngestPorts, ingestCalls } from "@latchkey/core/usage/ingest-calls";
import { lastOfDay } from "@latchkey/core/usage/last-of-day";
import { usageReport } from "@latchkey/core/usage/usage-report";
import { usageRows } from "@latchkey/core/usage/usage-row";
import { describe, expect, it } from "vitest";
import { refusalTable } from "../stores/refusal-table.ts";
import { countedRows } from "../testing/counted-rows.ts";
import { testClient } from "../testing/dynamodb-for-tests.ts";
import { testStore } from "../testing/test-store.ts";
import { usageLog } from "./usage-log.ts";

const store = testStore(testClient);

const HOUR = new Date(NOW).toISOString();

const aCall = (requestId: string, fields: Partial<CallRecord> = {}): CallRecord => ({
  requestId,
  at: new Date(NOW + 1000).toISOString(),
  consumer: "con_1",
  team: "callers",
  credential: "crd_1",
  subscription: "sub_1",
  serviceId: "svc_1",
  slug: "echo",
  status: 200,
  upstreamStatus: 200,
  bytesIn: 10,
  bytesOut: 100,
  durationMs: 20,
  ...fields,
});

const ports = (): IngestPorts => ({ store: usageLog(store(), () => NOW), wait: async () => undefined });

describe("calls that are ingested", () => {
  it("are found under their consumer, their service and their team", async () => {
    await ingestCalls(ports(), [aCall("a"), aCall("b", { status: 429, reason: "rate-limited" })]);
    for (const of of [{ consumer: "con_1", team: "callers" }, { serviceId: "svc_1" }, { team: "callers" }]) {
      const rows = await countedRows(store(), of, HOUR);
      expect(usageReport(rows, "hour", undefined)).toMatchObject([
        {
          at: HOUR,
          calls: 2,
          refused: 1,
          bytesIn: 20,
          bytesOut: 200,
          refusedByReason: { "rate-limited": 1 },
        },
      ]);
    }
  });

  it("are counted once, however many bring them at the same moment", async () => {
    const of = { consumer: "con_2", team: "callers" };
    const calls = Array.from({ length: 50 }, (_, index) => aCall(`c${index}`, { consumer: of.consumer }));
    await Promise.all(Array.from({ length: 5 }, () => ingestCalls(ports(), calls)));
    const rows = await countedRows(store(), of, HOUR);
    expect(usageReport(rows, "hour", undefined)).toMatchObject([{ calls: 50, bytesIn: 500 }]);
  });

  it("are counted where one batch has more consumers than one addition takes", async () => {
    const calls = Array.from({ length: 100 }, (_, index) =>
      aCall(`m${index}`, { consumer: `many${index}`, serviceId: "svc_2" }),
    );
    expect(await ingestCalls(ports(), calls)).toBe(100);
    const rows = await countedRows(store(), { serviceId: "svc_2" }, HOUR);
    expect(usageReport(rows, "day", undefined)).toMatchObject([{ calls: 100 }]);
  });

  it("are not counted on an old view of what is counted", async () => {
    const usage = usageLog(store(), () => NOW);
    const rows = usageRows([aCall("v")]);
    await usage.add(7, 0, ["v"], rows);
    await expect(usage.add(7, 0, ["w"], rows)).rejects.toBeInstanceOf(Raced);
    expect((await usage.seen(7)).has("v")).toBe(true);
    expect((await usage.seen(7)).has("w")).toBe(false);
  });
});

describe("refusals that are noted", () => {
  it("are the last 100 of a day, newest first, each once, also when several instances note them at the same moment", async () => {
    const refusals = refusalTable(store());
    const entry = (index: number) => ({
      at: new Date(NOW - index * 1000).toISOString(),
      requestId: `r${index}`,
      service: "echo",
      reason: "scope-missing",
    });
    const batch = (from: number) => Array.from({ length: 60 }, (_, index) => entry(from + index));
    await Promise.all([refusals.note("con_1", batch(0), NOW), refusals.note("con_1", batch(30), NOW)]);
    await refusals.note(
      "con_1",
      [...batch(80), { ...entry(0), requestId: "old", at: "2020-01-01T00:00:00.000Z" }],
      NOW,
    );
    const ids = (await refusals.refusals("con_1")).map(({ requestId }) => requestId);
    expect(ids).toEqual(Array.from({ length: 100 }, (_, index) => `r${index}`));
  });

  it("are written at most once in five seconds while they are full, however many come", async () => {
    const refusals = refusalTable(store());
    const flood = (name: string, at: number) =>
      Array.from({ length: 100 }, (_, index) => ({
        at: new Date(at).toISOString(),
        requestId: `${name}${index}`,
        service: "echo",
        reason: "rate-limited",
      }));
    const names = async () =>
      new Set((await refusals.refusals("con_f")).map(({ requestId }) => requestId.charAt(0)));
    await refusals.note("con_f", flood("a", NOW), NOW);
    await Promise.all(
      Array.from({ length: 40 }, () => refusals.note("con_f", flood("b", NOW + 4000), NOW + 4999)),
    );
    expect(await names()).toEqual(new Set(["a"]));
    await refusals.note("con_f", flood("c", NOW + 5000), NOW + 5000);
    expect(await names()).toEqual(new Set(["c"]));
  });

  it("end after a day", () => {
    const entry = { at: new Date(NOW).toISOString(), requestId: "r", service: "s", reason: "x" };
    expect(lastOfDay([entry], [], NOW + 86_399_000)).toHaveLength(1);
    expect(lastOfDay([entry], [], NOW + 86_400_000)).toHaveLength(0);
  });
});
