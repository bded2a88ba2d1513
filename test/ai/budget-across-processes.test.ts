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
  const reports = async (killAfter = Number.POSITIVE_INFINITY): Promise<BudgetReport[]> => {
    const read: BudgetReport[] = [];
    child.stdin.end("begin\n");
    for (let next = await lines.next(); !next.done; next = await lines.next()) {
      read.push(JSON.parse(next.value));
      if (read.length === killAfter) child.kill("SIGKILL");
    }
    await ended;
    return read;
  };
  return reports;
};

it(`A budget of 0.45 dollars, called from ${PROCESSES} processes at once, is never exceeded, and counts to the billionth`, async () => {
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
  const killedAfter = Math.ceil(RUNS / 2);
  const reports = await Promise.all(
    processes.map((run, index) => run(index === 0 ? killedAfter : undefined)),
  );
  expect(reports.slice(1).map(({ length }) => length)).toEqual(Array(PROCESSES - 1).fill(RUNS));

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
    // Beside a process that was killed nothing is left open.
    if (spent.length === PROCESSES) expect([ledger?.total, ledger?.held.size]).toEqual([sum, 0]);
    expect(spent.reduce((all, { admitted }) => all + admitted, 0)).toBeGreaterThan(0);
  }
});
