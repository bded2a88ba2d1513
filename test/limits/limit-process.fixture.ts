import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { signedDynamo } from "@latchkey/aws/dynamo/signed-dynamo";
import { limitTable } from "@latchkey/aws/stores/limit-table";
import type { LimitStore } from "@latchkey/core/limit/limit-store";
import { RateCounter } from "@latchkey/core/limit/rate-counter";
import type { RateRule } from "@latchkey/core/plugin/limit-rule";

/** What a process is told, as JSON in its first argument; it says `ready`, and begins with the first line that it reads. */
export interface ProcessOrder {
  endpoint: string;
  tableName: string;
  rule: RateRule;
  instances: number;
  forMs: number;
  pauseMs: number;
}

/** What it answers, as JSON on its standard output, in the last line. */
export interface ProcessReport {
  /** When each call was admitted. */
  admitted: number[];
  refused: number;
  writes: number;
  reads: number;
}

const order: ProcessOrder = JSON.parse(process.argv[2] ?? "{}");
const report: ProcessReport = { admitted: [], refused: 0, writes: 0, reads: 0 };
const client = signedDynamo({
  endpoint: order.endpoint,
  region: "us-east-1",
  credentials: () => ({ accessKeyId: "test", secretAccessKey: "test" }),
  maxAttempts: 1,
});
const table = limitTable({ client, tableName: order.tableName }, randomBytes);
const store: LimitStore = {
  ...table,
  read: (counter) => {
    report.reads += 1;
    return table.read(counter);
  },
  take: (counter, take) => {
    report.writes += 1;
    return table.take(counter, take);
  },
};

/** An instance as Lambda runs it: one call at a time, and counters of its own. */
const instance = async (until: number): Promise<void> => {
  const counter = new RateCounter({ store, now: Date.now, random: Math.random }, "shared", order.rule);
  await sleep(Math.random() * order.pauseMs);
  while (Date.now() < until) {
    let answer = counter.tryTake(Date.now());
    for (; answer === "ask"; answer = counter.tryTake(Date.now())) await counter.ask();
    if (answer === "held") report.admitted.push(Date.now());
    else report.refused += 1;
    await sleep(order.pauseMs * (0.5 + Math.random()));
  }
};

process.stdout.write("ready\n");
await once(process.stdin, "data");
const until = Date.now() + order.forMs;
await Promise.all(Array.from({ length: order.instances }, () => instance(until)));
process.stdout.write(JSON.stringify(report), () => process.exit(0));
