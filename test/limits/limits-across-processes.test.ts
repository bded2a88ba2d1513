import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { startTestTable, type TestTable } from "@latchkey/aws/testing/dynamodb-for-tests";
import { worstSpan } from "@latchkey/core/limit/limit-fleet.fixture";
import type { RateRule } from "@latchkey/core/plugin/limit-rule";
import { inFull } from "@latchkey/core/testing/in-full";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { bundled } from "../support/bundled.ts";
import type { ProcessOrder, ProcessReport } from "./limit-process.fixture.ts";

const PROGRAM = "test/limits/limit-process.fixture.ts";
const PROCESSES = inFull ? 10 : 5;
const INSTANCES = 50;

/** 1,000 a minute for two minutes when asked for; a short while else. */
const periodSeconds = inFull ? 60 : 5;
const seconds = inFull ? 120 : 6;

/**
 * In the short run buckets are a tenth of a second, and the machine runs other tests: how much is spent of what is
 * allowed depends on how fast it is, and is measured in full alone. That never more is admitted holds all the same.
 */
const leastOf = (share: number, allowed: number) => (inFull ? share * allowed : 1);

/** A process that is ready, and begins when it is told to. */
const startProcess = async (program: string, order: ProcessOrder) => {
  const child = spawn(process.execPath, [program, JSON.stringify(order)], {
    stdio: ["pipe", "pipe", "pipe"],
  });
  child.stderr.pipe(process.stderr);
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  expect((await lines.next()).value).toBe("ready");
  return async (): Promise<ProcessReport> => {
    child.stdin.end("begin\n");
    return JSON.parse(String((await lines.next()).value));
  };
};

let table: TestTable;
beforeEach(async () => {
  table = await startTestTable();
});
afterEach(() => table.stop());

const hammer = async (mode: RateRule["mode"]) => {
  const order: ProcessOrder = {
    endpoint: table.endpoint,
    tableName: table.tableName,
    rule: { kind: "rate", count: 1000, periodSeconds, unit: "calls", mode },
    instances: INSTANCES / PROCESSES,
    forMs: seconds * 1000,
    pauseMs: inFull ? 8 : 25,
  };
  const program = await bundled(PROGRAM);
  const ready = await Promise.all(Array.from({ length: PROCESSES }, () => startProcess(program, order)));
  const reports = await Promise.all(ready.map((begin) => begin()));
  const sum = (of: (report: ProcessReport) => number) => reports.reduce((all, each) => all + of(each), 0);
  const admitted = reports.flatMap((each) => each.admitted);
  const figures = {
    admitted: admitted.length,
    worst: worstSpan(admitted, periodSeconds * 1000),
    refused: sum(({ refused }) => refused),
    writes: sum(({ writes }) => writes),
    reads: sum(({ reads }) => reads),
  };
  console.log(`${mode}: ${JSON.stringify(figures)}`);
  return { ...figures, allowed: 1000 * Math.floor(seconds / periodSeconds) };
};

describe(`50 instances in ${PROCESSES} processes hammering one limit of 1,000 over one real table`, () => {
  it("never admit more in any period, and in full at least 95 %, where each call is counted", async () => {
    const { worst, admitted, allowed } = await hammer("strict");
    expect(worst).toBeLessThanOrEqual(1000);
    expect(admitted).toBeGreaterThanOrEqual(leastOf(0.95, allowed));
  });

  it("never admit more, and in full at least 90 % and write once for 20 calls at most, where they lease", async () => {
    const { worst, admitted, writes, allowed } = await hammer("leased");
    expect(worst).toBeLessThanOrEqual(1000);
    expect(admitted).toBeGreaterThanOrEqual(leastOf(0.9, allowed));
    if (inFull) expect(admitted / writes).toBeGreaterThanOrEqual(20);
  });
});
