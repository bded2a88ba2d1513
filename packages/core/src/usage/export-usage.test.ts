import { describe, expect, it } from "vitest";
import { exportLate, exportUsage } from "./export-usage.ts";
import type { WindowPlan } from "./roll-up-store.ts";
import type { UsageEvent } from "./usage-event.ts";
import { aUsageRow } from "./usage-row.fixture.ts";
import type { UsageRow } from "./usage-row.ts";
import type { ExportState } from "./usage-sink.ts";
import { hourTime, WINDOWS_AN_HOUR } from "./usage-window.ts";

const FIRST = 492_000;
const windowIn = (hour: number, index = 0) => hour * WINDOWS_AN_HOUR + index;
/** Everything up to the end of an hour is rolled up. */
const through = (hour: number) => ({
  began: windowIn(FIRST),
  closed: 0,
  rolled: windowIn(hour + 1) - 1,
  epoch: 1,
});

interface Window {
  window: number;
  rows: UsageRow[];
}

const rowsOf = (hour: number, count: number, calls = 1) =>
  Array.from({ length: count }, (_, index) =>
    aUsageRow({ hour: hourTime(hour), consumer: `con_${index}`, calls }),
  );

const world = (windows: Window[]) => {
  const state: { kept: ExportState | undefined; parts: number; keeps: number } = {
    kept: undefined,
    parts: 99,
    keeps: 0,
  };
  const written = new Map<string, readonly UsageEvent[]>();
  const plans = windows.map(
    ({ window, rows }): WindowPlan => ({ window, through: {}, segments: rows.length }),
  );
  const run = (rolled: ReturnType<typeof through>, segmentsAPart = 2) =>
    exportUsage(
      {
        source: "https://api.test",
        segmentsAPart,
        hasTime: () => {
          state.parts -= 1;
          return state.parts >= 0;
        },
        sinks: [{ write: async ({ day, name }, events) => void written.set(`${day} ${name}`, events) }],
        store: {
          exportState: async () => state.kept,
          keepExportState: async (_was, next) => {
            state.kept = next;
            state.keeps += 1;
          },
          plannedHours: async function* (from, to) {
            for (let hour = from; hour <= to; hour += 1) {
              const found = plans.filter(({ window }) => Math.floor(window / WINDOWS_AN_HOUR) === hour);
              if (found.length > 0) yield { hour, plans: found };
            }
          },
          rowsOf: async function* (plan) {
            yield* windows.find(({ window }) => window === plan.window)?.rows ?? [];
          },
        },
      },
      rolled,
    );
  const consumers = () => [...written.values()].flat().map(({ subject }) => subject);
  return { run, state, written, consumers };
};

describe("an hour that is rolled up", () => {
  it("is one event for each row of its windows, added up", async () => {
    const rows = rowsOf(FIRST, 1);
    const { run, written, state } = world([
      { window: windowIn(FIRST), rows },
      { window: windowIn(FIRST, WINDOWS_AN_HOUR - 1), rows },
    ]);
    await run(through(FIRST));
    expect([...written.values()].flat()).toMatchObject([{ subject: "con_0", data: { calls: 2 } }]);
    expect(state.kept).toEqual({ hour: FIRST + 1, parts: 1, part: 0 });
  });

  it.each([
    [WINDOWS_AN_HOUR - 2, 0],
    [WINDOWS_AN_HOUR - 1, 1],
  ])(
    "is exported once its last window is rolled: after window %d of it %d events",
    async (rolled, events) => {
      const { run, consumers } = world([{ window: windowIn(FIRST), rows: rowsOf(FIRST, 1) }]);
      await run({ ...through(FIRST), rolled: windowIn(FIRST, rolled) });
      expect(consumers()).toHaveLength(events);
    },
  );

  it("is written once, however often it is run", async () => {
    const { run, written, state } = world([{ window: windowIn(FIRST), rows: rowsOf(FIRST, 1) }]);
    await run(through(FIRST));
    written.clear();
    const { keeps } = state;
    await run(through(FIRST));
    expect([written.size, state.keeps]).toEqual([0, keeps]);
  });

  it("is in parts where it is large: each row in one of them", async () => {
    const { run, written, consumers } = world([{ window: windowIn(FIRST), rows: rowsOf(FIRST, 9) }]);
    await run(through(FIRST));
    expect(consumers().toSorted()).toEqual(rowsOf(FIRST, 9).map(({ consumer }) => consumer));
    expect(written.size).toBeGreaterThan(1);
    for (const name of written.keys()) expect(name).toMatch(/^\d{4}-\d\d-\d\d \d\d-[0-4]$/);
  });

  it("goes on with the part that was begun, in as many parts as then, with the same events", async () => {
    const windows = [{ window: windowIn(FIRST), rows: rowsOf(FIRST, 9) }];
    const whole = world(windows);
    await whole.run(through(FIRST));
    const cut = world(windows);
    cut.state.parts = 2;
    await cut.run(through(FIRST));
    expect(cut.state.kept).toEqual({ hour: FIRST, parts: 5, part: 1 });
    cut.state.parts = 99;
    await cut.run(through(FIRST), 100);
    expect([...cut.written]).toEqual([...whole.written]);
  });

  it("has ids that another unit's same row has not", async () => {
    const late = new Map<string, readonly UsageEvent[]>();
    const sinks = [
      {
        write: async ({ name }: { name: string }, events: readonly UsageEvent[]) =>
          void late.set(name, events),
      },
    ];
    const { run, written } = world([{ window: windowIn(FIRST), rows: rowsOf(FIRST, 1) }]);
    await run(through(FIRST));
    for (const unit of ["late-1", "late-2"])
      await exportLate({ sinks, source: "https://api.test" }, unit, rowsOf(FIRST, 1));
    const ids = [...written.values(), ...late.values()].flat().map(({ id }) => id);
    expect(new Set(ids).size).toBe(3);
    await exportLate({ sinks, source: "https://api.test" }, "none", []);
    expect(late.size).toBe(2);
  });
});

describe("hours without calls", () => {
  it.each([
    [23, undefined],
    [24, { hour: FIRST + 25, parts: 1, part: 0 }],
  ])("are noted once there are more than a day of them: after %d more, %j", async (more, kept) => {
    const { run, state } = world([]);
    await run(through(FIRST + more));
    expect(state.kept).toEqual(kept);
  });
});
