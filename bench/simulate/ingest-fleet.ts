import { chance, START } from "@latchkey/core/limit/limit-fleet.fixture";
import { SimulatedTime } from "@latchkey/core/limit/simulated-time.fixture";
import { Raced } from "@latchkey/core/outage";
import type { CallRecord } from "@latchkey/core/usage/call-record";
import { ingestCalls } from "@latchkey/core/usage/ingest-calls";
import type { UsageStore } from "@latchkey/core/usage/usage-store";

/** Batches of log lines that are counted at the same time, as CloudWatch Logs brings them from many log streams. */
export interface IngestFleet {
  batchesPerSecond: number;
  linesPerBatch: number;
  seconds: number;
  /** How many are counted at once; the others wait, as Lambda keeps them. All, unless given. */
  atOnce?: number;
}

export interface IngestFleetResult {
  /** Additions that were tried, for each batch that was counted. */
  tries: number;
  /** The share of batches that gave up: Lambda brings them again twice, then they are dead letters. */
  gaveUp: number;
  /** Milliseconds from a batch's coming to its being counted, at the 99th of 100. */
  slow: number;
}

/** How long DynamoDB takes for a query, and for a transaction from its sending to its check and back. */
const READ_MS = 5;
const HALF_WRITE_MS = 5;
/** As `ingest-lambda` waits after a lost race. */
const RETRY_WAIT_MS = 20;

export const runIngestFleet = async (fleet: IngestFleet): Promise<IngestFleetResult> => {
  const time = new SimulatedTime(START);
  const random = chance(5);
  const slots = new Map<number, { version: number; ids: Set<string> }>();
  let tries = 0;
  const store: UsageStore = {
    seen: async (slot) => {
      await time.sleep(READ_MS);
      const { version, ids } = slots.get(slot) ?? { version: 0, ids: new Set() };
      return { version, has: (id) => ids.has(id) };
    },
    add: async (slot, version, requestIds) => {
      tries += 1;
      await time.sleep(HALF_WRITE_MS);
      const known = slots.get(slot) ?? { version: 0, ids: new Set<string>() };
      const isFirst = known.version === version;
      if (isFirst) {
        for (const id of requestIds) known.ids.add(id);
        slots.set(slot, { version: version + 1, ids: known.ids });
      }
      await time.sleep(HALF_WRITE_MS);
      if (!isFirst) throw new Raced("Others were counted.");
    },
    settle: async () => time.sleep(READ_MS),
  };
  const wait = (times: number) => time.sleep(Math.round(times * RETRY_WAIT_MS * random()));
  const took: number[] = [];
  let gaveUp = 0;
  let named = 0;
  let free = fleet.atOnce ?? Number.POSITIVE_INFINITY;
  const waiting: (() => void)[] = [];
  const inTurn = async (): Promise<void> => {
    const came = time.now();
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    await batch(came);
    const next = waiting.shift();
    if (next) next();
    else free += 1;
  };
  const batch = async (came: number): Promise<void> => {
    const calls = Array.from({ length: fleet.linesPerBatch }, (): CallRecord => {
      named += 1;
      return {
        requestId: `r-${named}`,
        at: new Date(came).toISOString(),
        consumer: "con_1",
        slug: "orders",
        status: 200,
        bytesIn: 0,
        bytesOut: 0,
      };
    });
    try {
      await ingestCalls({ store, wait }, calls);
      took.push(time.now() - came);
    } catch (error) {
      if (!(error instanceof Raced)) throw error;
      gaveUp += 1;
    }
  };
  const running: Promise<void>[] = [];
  const drive = async (): Promise<void> => {
    // By chance, independently of each other.
    let due = 0;
    while (due < fleet.seconds * 1000) {
      due += (-1000 * Math.log(1 - random())) / fleet.batchesPerSecond;
      await time.sleep(Math.round(START + due - time.now()));
      running.push(inTurn());
    }
  };
  const driving = drive();
  await time.runUntil(START + (fleet.seconds + 60) * 1000);
  await driving;
  await Promise.all(running);
  took.sort((one, other) => one - other);
  return {
    tries: tries / Math.max(1, took.length),
    gaveUp: gaveUp / (took.length + gaveUp),
    slow: took[Math.floor(took.length * 0.99)] ?? 0,
  };
};
