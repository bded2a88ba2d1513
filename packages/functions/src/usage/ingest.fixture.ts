import { gzipSync } from "node:zlib";
import { refusalTable } from "@latchkey/aws/stores/refusal-table";
import type { TestStore } from "@latchkey/aws/testing/store-for-tests";
import { usageLog } from "@latchkey/aws/usage/usage-log";
import type { Measure } from "../composition/metrics.ts";
import { createIngest } from "./create-ingest.ts";

/** Counts into a store, at one moment. */
export const ingestInto = (store: TestStore, now: number, measure: Measure = () => {}) =>
  createIngest({
    usage: usageLog(store, () => now),
    refusals: refusalTable(store),
    keepCalls: async () => undefined,
    now: () => now,
    wait: async () => undefined,
    measure,
  });

/** As CloudWatch Logs sends lines. */
export const batchOf = (lines: readonly string[], messageType = "DATA_MESSAGE") => {
  const logEvents = lines.map((message) => ({ id: "1", timestamp: 0, message }));
  const text = JSON.stringify({ messageType, logGroup: "g", logStream: "s", logEvents });
  return { awslogs: { data: gzipSync(text).toString("base64") } };
};
