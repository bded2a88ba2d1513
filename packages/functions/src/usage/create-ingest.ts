import type { CallRecord } from "@latchkey/core/usage/call-record";
import { ingestCalls } from "@latchkey/core/usage/ingest-calls";
import type { KeepCalls } from "@latchkey/core/usage/keep-calls";
import { type RefusalStore, refusalsByConsumer } from "@latchkey/core/usage/refusal-entry";
import type { UsageStore } from "@latchkey/core/usage/usage-store";
import type { Measure } from "../composition/metrics.ts";
import { callMetrics } from "./call-metrics.ts";
import { callOfLine, isCounted } from "./call-of-line.ts";
import { logLines } from "./log-batch.ts";

export interface IngestDependencies {
  usage: UsageStore;
  refusals: RefusalStore;
  keepCalls: KeepCalls;
  now(): number;
  wait(tries: number): Promise<void>;
  measure: Measure;
}

/**
 * Counts the calls of a batch of log lines, notes the refused ones, and keeps the last ones.
 * @throws when the store fails: the batch comes again, and what was counted is not counted twice.
 */
export const createIngest =
  ({ usage, refusals, keepCalls, now, wait, measure }: IngestDependencies) =>
  async (event: unknown): Promise<{ counted: number }> => {
    const calls = logLines(event).flatMap((line): CallRecord[] => {
      const call = callOfLine(line);
      return call ? [call] : [];
    });
    if (calls.length === 0) return { counted: 0 };
    const counted = await ingestCalls({ store: usage, wait }, calls.filter(isCounted));
    for (const [consumer, refused] of refusalsByConsumer(calls))
      await refusals.note(consumer, refused, now());
    await keepCalls(calls, now());
    if (counted > 0) for (const { at, metrics } of callMetrics(calls.filter(isCounted))) measure(at, metrics);
    return { counted };
  };
