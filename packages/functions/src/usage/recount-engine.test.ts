import type { FailedBatches } from "@latchkey/aws/stores/failed-batch-bucket";
import { countedRows } from "@latchkey/aws/testing/counted-rows";
import { testStore } from "@latchkey/aws/testing/test-store";
import { Unavailable } from "@latchkey/core/outage";
import { usageReport } from "@latchkey/core/usage/usage-report";
import { expect, it } from "vitest";
import { quietLog } from "../testing/quiet-log.ts";
import { batchOf, ingestInto } from "./ingest.fixture.ts";
import { recount } from "./recount.ts";

const START = Date.parse("2026-03-01T12:00:00.000Z");
const store = testStore();

const ingest = (event: unknown) => ingestInto(store(), START)(event);

/** Calls `from` to `from + 19`, as CloudWatch Logs brings their lines. */
const batchFrom = (from: number) =>
  batchOf(
    Array.from({ length: 20 }, (_, index) =>
      JSON.stringify({
        message: "call",
        at: new Date(START + (from + index) * 900).toISOString(),
        requestId: `request-${from + index}`,
        slug: "echo",
        consumer: "con_1",
        team: "callers",
        status: 200,
        bytesIn: 1,
      }),
    ),
  );

const counted = async () => {
  const rows = await countedRows(store(), { consumer: "con_1", team: "callers" }, "2026-03-01T12:00:00.000Z");
  const [total] = usageReport(rows, "hour", undefined);
  return { calls: total?.calls, bytesIn: total?.bytesIn };
};

/** A bucket that holds what was given up, and what a run of `recount` works with. */
const givenUp = (batches: readonly [string, unknown][]) => {
  const bucket = new Map(batches);
  const removed: string[] = [];
  const failed: FailedBatches = {
    async *list() {
      for (const key of [...bucket.keys()]) yield { key, failedAt: START };
    },
    read: async (key) => bucket.get(key),
    remove: async (key) => {
      removed.push(key);
      bucket.delete(key);
    },
  };
  const parts = {
    failed,
    ingest,
    now: () => START,
    timeLeft: () => 60_000,
    log: quietLog,
    measure: () => {},
  };
  return { bucket, removed, parts };
};

it("counts each call once: beside another run, after a lost one, and beside the batch that comes late by itself", async () => {
  const { bucket, removed, parts } = givenUp(
    Array.from({ length: 6 }, (_, index) => [`batch-${index}`, batchFrom(index * 10)]),
  );
  // Ends between the count and the removal.
  const cutOff = {
    ...parts,
    failed: { ...parts.failed, remove: () => Promise.reject(new Unavailable("S3")) },
  };
  expect(await recount(cutOff)).toEqual({ counted: 70, batches: 0, left: 6, tooOld: 0 });
  expect(bucket.size).toBe(6);
  const [one, other] = await Promise.all([recount(parts), recount(parts), ingest(batchFrom(10))]);
  expect(one.counted + other.counted).toBe(0);
  expect(one.left + other.left).toBe(0);
  expect(bucket.size).toBe(0);
  expect(new Set(removed).size).toBe(6);
  expect(await counted()).toEqual({ calls: 70, bytesIn: 70 });
  expect(await recount(parts)).toEqual({ counted: 0, batches: 0, left: 0, tooOld: 0 });
});

it("counts the same when two runs share what no run has counted", async () => {
  const before = (await counted()).calls ?? 0;
  const { parts } = givenUp(
    Array.from({ length: 4 }, (_, index) => [`new-${index}`, batchFrom(1000 + index * 20)]),
  );
  const runs = await Promise.all([recount(parts), recount(parts)]);
  expect(runs.reduce((sum, { counted: each }) => sum + each, 0)).toBe(80);
  expect((await counted()).calls).toBe(before + 80);
});
