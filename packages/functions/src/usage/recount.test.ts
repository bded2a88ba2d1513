import type { FailedBatches } from "@latchkey/aws/stores/failed-batch-bucket";
import { describe, expect, it } from "vitest";
import type { Metric } from "../composition/metrics.ts";
import { quietLog } from "../testing/quiet-log.ts";
import { recount } from "./recount.ts";

const NOW = Date.parse("2026-03-05T12:00:00Z");
const HOUR = 3_600_000;

const idle = { now: () => NOW, timeLeft: () => 60_000, log: quietLog, measure: () => {} };

const bucketOf = (objects: Map<string, { at: number; batch: unknown }>): FailedBatches => ({
  async *list() {
    for (const [key, { at }] of objects) yield { key, failedAt: at };
  },
  read: async (key) => objects.get(key)?.batch,
  remove: async (key) => void objects.delete(key),
});

describe("batches of log lines that failed to the end", () => {
  it("are counted and then gone; what fails again, is too old or finds no time stays", async () => {
    const objects = new Map(
      Object.entries({
        old: { at: NOW - 61 * HOUR, batch: 1 },
        good: { at: NOW - HOUR, batch: 2 },
        bad: { at: NOW - HOUR, batch: "broken" },
        better: { at: NOW, batch: 3 },
        late: { at: NOW, batch: 4 },
        later: { at: NOW, batch: 5 },
      }),
    );
    const told: Metric[] = [];
    let left = 5;
    const answer = await recount({
      failed: bucketOf(objects),
      ingest: async (batch) => {
        left -= 1;
        if (typeof batch !== "number") throw new Error("no batch");
        return { counted: batch };
      },
      now: () => NOW,
      timeLeft: () => (left > 2 ? 60_000 : 4000),
      log: quietLog,
      measure: (_, metrics) => told.push(...metrics),
    });
    expect(told).toEqual([{ name: "UsageBatchesLeft", unit: "Count", value: 3 }]);
    expect(answer).toEqual({ counted: 5, batches: 2, left: 2, tooOld: 1 });
    expect([...objects.keys()]).toEqual(["old", "bad", "late", "later"]);
  });

  it("that another run has counted meanwhile are passed over", async () => {
    const failed: FailedBatches = {
      ...bucketOf(new Map([["gone", { at: NOW, batch: 1 }]])),
      read: async () => undefined,
    };
    const ingest = () => Promise.reject(new Error("asked"));
    const answer = await recount({ ...idle, failed, ingest });
    expect(answer).toEqual({ counted: 0, batches: 1, left: 0, tooOld: 0 });
  });
});
