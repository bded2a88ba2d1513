import { hash } from "node:crypto";
import { gzipSync } from "node:zlib";
import { callTable } from "@latchkey/aws/stores/call-table";
import { rollUpTable } from "@latchkey/aws/usage/roll-up-table";
import { usageLog } from "@latchkey/aws/usage/usage-log";
import { base62 } from "@latchkey/core/id";
import type { CallRecord } from "@latchkey/core/usage/call-record";
import { ingestCalls } from "@latchkey/core/usage/ingest-calls";
import { createKeepCalls } from "@latchkey/core/usage/keep-calls";
import { rollUp } from "@latchkey/core/usage/roll-up";
import type { UsagePage } from "@latchkey/core/usage/usage-page";
import { now } from "@latchkey/functions/composition/clock";
import { callOfLine } from "@latchkey/functions/usage/call-of-line";
import { measured, type ReadAndWritten } from "./measured.ts";
import type { Metered } from "./metered-latchkey.ts";

/** One batch of log lines that is counted. */
export interface UsageBatch {
  /** Lines in it, and consumers that they are of. */
  lines: number;
  consumers: number;
  /** Calls that were counted before within the same 30 s. */
  before: number;
  /** Request units of the addition to the log. */
  log: ReadAndWritten;
  /** Write units of its pages, where nothing else was counted in the five minutes. All consumers are of one team and call one service. */
  teamPages: number;
  servicePages: number;
  /** Write units of the calls that are kept to be looked at. */
  lastCalls: number;
}

export interface UsageUnits {
  batches: readonly UsageBatch[];
  /** What a run of the roll-up writes beside pages, and all that it reads. */
  rollUpRun: ReadAndWritten;
}

const WINDOW_MS = 300_000;
const MAX_LINES = 5000;
const CASES = [
  { lines: 1, consumers: 1, before: 0 },
  { lines: 10, consumers: 1, before: 0 },
  { lines: 10, consumers: 10, before: 0 },
  { lines: 100, consumers: 1, before: 0 },
  { lines: 100, consumers: 100, before: 0 },
  { lines: 1000, consumers: 1, before: 0 },
  { lines: 10, consumers: 1, before: 50_000 },
];

/** Counts batches such as CloudWatch Logs hands over by what `ingest` is made of, each case in five minutes of its own, and rolls each up. */
export const measureUsage = async (metered: Metered): Promise<UsageUnits> => {
  const { wire, table } = metered;
  const store = usageLog(table, now);
  // Later than anything that is closed.
  const from = (Math.floor(now() / WINDOW_MS) + 2) * WINDOW_MS;
  let named = 0;
  const batchAt = (at: number, lines: number, consumers: number): CallRecord[] =>
    Array.from({ length: lines }, (_, index) => {
      named += 1;
      return callOfLine(callLine(`request-${named}`, at, index % consumers)) ?? [];
    }).flat();
  const count = async (batch: readonly CallRecord[]): Promise<void> => {
    const counted = await ingestCalls({ store, wait: async () => {} }, batch);
    if (counted !== batch.length) throw new Error(`${counted} of ${batch.length} calls were counted.`);
  };
  const roll = async (at: number) => {
    const later = at + 2 * WINDOW_MS;
    const rolled = rollUpTable(table, () => later);
    const pages = { TEAM: 0, SERVICE: 0, CONSUMER: 0 };
    const run = { rru: 0, wru: 0 };
    const take = () => {
      const { rru, wru } = wire.take();
      run.rru += rru;
      run.wru += wru;
    };
    const write = async (all: readonly UsagePage[]) => {
      take();
      for (const page of all) {
        await rolled.write([page]);
        pages[page.side.of] += wire.take().wru;
      }
    };
    wire.take();
    await rollUp({
      store: { ...rolled, write },
      now: () => later,
      hasTime: () => true,
      onLate: async () => {},
    });
    take();
    return { pages, run };
  };
  // Once in a table, it begins the form.
  await store.seen(0);
  const batches: UsageBatch[] = [];
  let rollUpRun: ReadAndWritten = { rru: 0, wru: 0 };
  for (const [index, { lines, consumers, before }] of CASES.entries()) {
    const at = from + index * 4 * WINDOW_MS;
    for (let filled = 0; filled < before; filled += MAX_LINES) await count(batchAt(at, MAX_LINES, 1));
    const batch = batchAt(at, lines, consumers);
    const log = await measured(metered, () => count(batch));
    const { wru: lastCalls } = await measured(metered, () => createKeepCalls(callTable(table))(batch, at));
    const { pages, run } = await roll(at);
    if (index === 0) rollUpRun = run;
    batches.push({
      lines,
      consumers,
      before,
      log,
      teamPages: pages.TEAM,
      servicePages: pages.SERVICE,
      lastCalls,
    });
  }
  return { batches, rollUpRun };
};

export const batchOf = (lines: readonly string[]) => {
  const logEvents = lines.map((message, index) => ({ id: String(index), timestamp: 0, message }));
  const text = JSON.stringify({ messageType: "DATA_MESSAGE", logGroup: "g", logStream: "s", logEvents });
  return { awslogs: { data: gzipSync(text).toString("base64") } };
};

/** As long as ids are, and as little to be packed, yet the same each time. */
const id = (prefix: string, index: number, length: number): string =>
  `${prefix}_${base62(hash("sha256", `${prefix} ${index}`, "buffer"), length)}`;

export const callLine = (requestId: string, at: number, consumer: number): string =>
  JSON.stringify({
    level: "INFO",
    message: "call",
    at: new Date(at).toISOString(),
    requestId,
    method: "GET",
    slug: "orders",
    serviceId: id("svc", 1, 26),
    consumer: id("con", consumer, 16),
    credential: id("crd", consumer, 26),
    subscription: id("sub", consumer, 26),
    team: "callers",
    status: 200,
    upstreamStatus: 200,
    bytesIn: 0,
    bytesOut: 2048,
    durationMs: 105,
    upstreamMs: 100,
  });
