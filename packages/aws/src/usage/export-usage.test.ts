import { appendFile, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type ExportPorts, exportLate, exportUsage } from "@latchkey/core/usage/export-usage";
import type { UsageEvent } from "@latchkey/core/usage/usage-event";
import type { UsageSink } from "@latchkey/core/usage/usage-sink";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Table } from "../dynamo/table.ts";
import { testClient } from "../testing/dynamodb-for-tests.ts";
import { cutTable, PowerCut } from "../testing/power-cuts.ts";
import { storeOfEachTest } from "../testing/test-store.ts";
import { exportTable } from "./export-table.ts";
import { callsFrom, found, instance, MINUTE, roll, START } from "./roll-up.fixture.ts";
import { rollUpTable } from "./roll-up-table.ts";
import { usageFiles } from "./usage-file.ts";

const store = storeOfEachTest(testClient);
const SOURCE = "https://api.example.com";
/** The hour is whole, and its last window closed. */
const AFTER = START + 68 * MINUTE;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "latchkey-usage-"));
});
afterEach(() => rm(folder, { recursive: true }));

const exportAll = async (table: Table, sink: UsageSink, now = AFTER, ports: Partial<ExportPorts> = {}) => {
  const out = { sinks: [sink], source: SOURCE };
  const state = await roll(table, now, { onLate: (unit, rows) => exportLate(out, unit, rows) });
  const stored = { ...rollUpTable(table, () => now), ...exportTable(table) };
  await exportUsage({ ...out, store: stored, hasTime: () => true, ...ports }, state);
};

const DAY = "2026-03-01.jsonl";
const events = async (): Promise<UsageEvent[]> => {
  const text = await readFile(join(folder, DAY), "utf8");
  expect(text.endsWith("\n")).toBe(true);
  return text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
};
const callsOf = (all: readonly UsageEvent[]) => all.reduce((sum, { data }) => sum + data.calls, 0);
const idsOf = (all: readonly UsageEvent[]) => new Set(all.map(({ id }) => id));

describe("an hour that is whole", () => {
  it("is one CloudEvent for each row, with what usage says of it in all", async () => {
    const count = instance(store(), () => START);
    await count(callsFrom(START, 400, { costNanoUsd: 1_500_000, tokensIn: 3, model: "haiku" }));
    await exportAll(store(), usageFiles(folder));
    const all = await events();
    expect(all[0]).toEqual({
      specversion: "1.0",
      id: expect.stringMatching(/^use_[\w-]{26}$/),
      source: SOURCE,
      type: "latchkey.usage",
      time: "2026-03-01T12:00:00.000Z",
      subject: "con_0",
      datacontenttype: "application/json",
      data: {
        team: "team-0",
        consumer: "con_0",
        service: "echo",
        subscription: "sub_0",
        credential: "crd_0",
        model: "haiku",
        operation: "getForecast",
        from: "2026-03-01T12:00:00.000Z",
        to: "2026-03-01T13:00:00.000Z",
        calls: 100,
        refused: 0,
        errors: 0,
        bytesIn: 100,
        bytesOut: 1000,
        tokensIn: 300,
        tokensOut: 0,
        costUsd: 0.15,
      },
    });
    expect(callsOf(all)).toBe((await found(store())).service);
    expect(all).toHaveLength(4);
  });

  it("is not exported before its last window is closed, and at the latest eight minutes after", async () => {
    await instance(store(), () => START)(callsFrom(START, 10));
    await exportAll(store(), usageFiles(folder), START + 61 * MINUTE);
    expect(await readdir(folder)).toEqual([]);
    // The schedule is every five minutes.
    await exportAll(store(), usageFiles(folder), START + 66 * MINUTE);
    expect(callsOf(await events())).toBe(10);
  });

  it("gets further events for what comes late, with ids of their own, however often it is brought", async () => {
    const count = instance(store(), () => START);
    await count(callsFrom(START, 10));
    await exportAll(store(), usageFiles(folder));
    const before = await events();
    const late = callsFrom(START + MINUTE, 5);
    for (const _ of ["once", "again", "and again"]) {
      await instance(store(), () => START)(late);
      await exportAll(store(), usageFiles(folder));
    }
    const all = await events();
    expect(all.slice(0, before.length)).toEqual(before);
    expect(idsOf(all).size).toBe(all.length);
    expect(all.every(({ data }) => data.from === "2026-03-01T12:00:00.000Z")).toBe(true);
    expect(callsOf(all)).toBe(15);
    expect(callsOf(all)).toBe((await found(store())).service);
  });

  it("is written in parts where it is large, and each row is in one of them", async () => {
    const count = instance(store(), () => START);
    // An addition to the log each.
    for (let call = 0; call < 12; call += 1) await count(callsFrom(START + call * MINUTE, 4));
    const units: string[] = [];
    const sink: UsageSink = {
      write: async (unit, written) => {
        units.push(unit.name);
        await usageFiles(folder).write(unit, written);
      },
    };
    await exportAll(store(), sink, AFTER, { segmentsAPart: 5 });
    expect(units.length).toBeGreaterThan(1);
    expect(new Set(units).size).toBe(units.length);
    const all = await events();
    expect(idsOf(all).size).toBe(all.length);
    expect(callsOf(all)).toBe(48);
  });
});

describe("an export whose power is cut", () => {
  it.each(["before", "after"] as const)(
    "%s any write of the table has each event once in the end",
    async (when) => {
      const count = instance(store(), () => START);
      await count(callsFrom(START, 60));
      let total = 60;
      for (let write = 0; ; write += 1) {
        const { table, isCut } = cutTable(store(), write, when);
        const ran = await exportAll(table, usageFiles(folder)).catch((error: unknown) => error);
        if (!isCut()) break;
        expect(ran).toBeInstanceOf(PowerCut);
        await count(callsFrom(START + MINUTE, 4));
        total += 4;
        if (write > 60) throw new Error("It never ends.");
      }
      await exportAll(store(), usageFiles(folder));
      const all = await events();
      expect(idsOf(all).size).toBe(all.length);
      expect(callsOf(all)).toBe(total);
      expect(callsOf(all)).toBe((await found(store())).service);
    },
  );

  it("within a line of the file takes the cut line away, and writes the event again", async () => {
    const count = instance(store(), () => START);
    await count(callsFrom(START, 40));
    const sink: UsageSink = {
      write: async ({ day }, written) => {
        const text = written.map((event) => `${JSON.stringify(event)}\n`).join("");
        await appendFile(join(folder, `${day}.jsonl`), text.slice(0, -200));
        throw new PowerCut();
      },
    };
    await expect(exportAll(store(), sink)).rejects.toBeInstanceOf(PowerCut);
    await exportAll(store(), usageFiles(folder));
    const all = await events();
    expect(idsOf(all).size).toBe(all.length);
    expect(callsOf(all)).toBe(40);
  });
});
