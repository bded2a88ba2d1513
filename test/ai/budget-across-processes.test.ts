import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { signedDynamo } from "@latchkey/aws/dynamo/signed-dynamo";
import { limitLedgers } from "@latchkey/aws/stores/limit-table";
import { startTestTable } from "@latchkey/aws/testing/dynamodb-for-tests";
import { quotaPeriod } from "@latchkey/core/limit/quota-period";
import { inFull } from "@latchkey/core/testing/in-full";
import { expect, it, onTestFinished } from "vitest";
import { bundled } from "../support/bundled.ts";
import type { BudgetOrder, BudgetReport } from "./budget-process.fixture.ts";

const PROGRAM = "test/ai/budget-process.fixture.ts";
const PROCESSES = inFull ? 10 : 4;
const RUNS = inFull ? 1000 : 60;
/** As many are killed at once, in the middle of what they do. */
const KILLED = PROCESSES / 2;
const BUDGET = { usd: 0.45, nanos: 450_000_000 };

/** A process, its lines as they come, and the order to begin. */
const startProcess = async (program: string, order: BudgetOrder) => {
  const child = spawn(process.execPath, [program, JSON.stringify(order)], {
    stdio: ["pipe", "pipe", "pipe"],
  });
  child.stderr.pipe(process.stderr);
  const ended = once(child, "exit");
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  expect((await lines.next()).value).toBe("ready");
  /** @param onRun told how many runs it has reported */
  const reports = async (onRun: (runs: number) => void): Promise<BudgetReport[]> => {
    const read: BudgetReport[] = [];
    child.stdin.end("begin\n");
    for (let next = await lines.next(); !next.done; next = await lines.next()) {
      read.push(JSON.parse(next.value));
      onRun(read.length);
    }
    await ended;
    return read;
  };
  return { reports, kill: () => child.kill("SIGKILL") };
};

it(`A budget of 0.45 dollars, called from ${PROCESSES} processes at once of which ${KILLED} are killed, is never exceeded, and counts to the billionth`, async () => {
  const table = await startTestTable();
  onTestFinished(() => table.stop());
  const { endpoint, tableName } = table;
  // Five calls of 300,000 tokens at 0.4 dollars a million: each costs 0.12 dollars at most.
  const order: BudgetOrder = {
    ...{ endpoint, tableName, runs: RUNS, usd: BUDGET.usd },
    ...{ heldNanos: 120_000_000, callsAtOnce: 5 },
  };
  const program = await bundled(PROGRAM);
  const processes = await Promise.all(Array.from({ length: PROCESSES }, () => startProcess(program, order)));
  const killed = processes.slice(0, KILLED);
  const killAll = (runs: number) => {
    if (runs === Math.ceil(RUNS / 2)) for (const { kill } of killed) kill();
  };
  const reports = await Promise.all(
    processes.map(({ reports }, index) => reports(index === 0 ? killAll : () => undefined)),
  );
  const lengths = reports.map(({ length }) => length);
  expect(lengths.slice(KILLED)).toEqual(Array(PROCESSES - KILLED).fill(RUNS));
  expect(Math.max(...lengths.slice(0, KILLED))).toBeLessThan(RUNS);

  const client = signedDynamo({
    ...{ endpoint, region: "us-east-1", maxAttempts: 3 },
    credentials: () => ({ accessKeyId: "test", secretAccessKey: "test" }),
  });
  const { limitLedger } = limitLedgers({ client, tableName });
  const month = quotaPeriod("month", "UTC", Date.now()).name;
  for (let run = 0; run < RUNS; run += 1) {
    const ledger = await limitLedger(`con_${run}#quota#month#usd#${month}`);
    const spent = reports.flat().filter((each) => each.run === run);
    const sum = spent.reduce((all, each) => all + each.spent, 0);
    expect(ledger?.total).toBeLessThanOrEqual(BUDGET.nanos);
    expect(ledger?.total).toBeGreaterThanOrEqual(sum);
    const held = [...(ledger?.held.values() ?? [])].reduce((all, each) => all + each, 0);
    // Of the killed, calls may be held without an end, or have ended without being reported: each cost what it held at most.
    const untold = (PROCESSES - spent.length) * order.callsAtOnce;
    expect((ledger?.total ?? 0) - sum).toBeLessThanOrEqual(untold * order.heldNanos);
    expect(held).toBeLessThanOrEqual((ledger?.total ?? 0) - sum);
    expect(ledger?.total).toBeGreaterThan(0);
    // Where none was killed nothing is left open.
    if (spent.length < PROCESSES) continue;
    expect([ledger?.total, ledger?.held.size]).toEqual([sum, 0]);
    expect(spent.reduce((all, { admitted }) => all + admitted, 0)).toBeGreaterThan(0);
  }
});
