import { gzipSync } from "node:zlib";
import type { Metered } from "./metered-latchkey.ts";

/** One batch of log lines that is counted. */
export interface UsageBatch {
  /** Lines in it, and consumers that they are of. */
  lines: number;
  consumers: number;
  /** Calls that were counted before within the same 30 s. */
  before: number;
  /** Request units of the whole batch. */
  rru: number;
  wru: number;
}

export type UsageUnits = readonly UsageBatch[];

const SLOT_MS = 30_000;
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

/** Runs the very Lambda over batches such as CloudWatch Logs hands over, each case in 30 s of its own. */
export const measureUsage = async ({ ingest, wire }: Metered): Promise<UsageUnits> => {
  const from = Math.floor(Date.parse("2026-03-01T12:00:00.000Z") / SLOT_MS) * SLOT_MS;
  let named = 0;
  const count = async (slot: number, lines: number, consumers: number): Promise<void> => {
    const batch = Array.from({ length: lines }, (_, index) => {
      named += 1;
      return callLine(`request-${named}`, from + slot * SLOT_MS, index % consumers);
    });
    const counted = await ingest(batchOf(batch));
    if (counted !== lines) throw new Error(`${counted} of ${lines} calls were counted.`);
  };
  const measured: UsageBatch[] = [];
  for (const [slot, { lines, consumers, before }] of CASES.entries()) {
    for (let filled = 0; filled < before; filled += MAX_LINES) await count(slot, MAX_LINES, 1);
    wire.take();
    await count(slot, lines, consumers);
    const { rru, wru } = wire.take();
    measured.push({ lines, consumers, before, rru, wru });
  }
  return measured;
};

export const batchOf = (lines: readonly string[]) => {
  const logEvents = lines.map((message, index) => ({ id: String(index), timestamp: 0, message }));
  const text = JSON.stringify({ messageType: "DATA_MESSAGE", logGroup: "g", logStream: "s", logEvents });
  return { awslogs: { data: gzipSync(text).toString("base64") } };
};

const id = (prefix: string, index: number, length: number): string =>
  `${prefix}_${String(index).padStart(length, "0")}`;

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
