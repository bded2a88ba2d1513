import { describe, expect, it } from "vitest";
import { Raced } from "../outage.ts";
import { NOW } from "../testing/records.ts";
import { rollUp } from "./roll-up.ts";
import type { SegmentName, UsageState, WindowPlan } from "./roll-up-store.ts";
import type { UsagePage } from "./usage-page.ts";
import { aUsageRow } from "./usage-row.fixture.ts";
import type { UsageRow } from "./usage-row.ts";
import { slotsOfWindow, WINDOWS_AN_HOUR, windowOf } from "./usage-window.ts";

/** The last window whose time of grace is over at noon, and the window that noon is in. */
const [CLOSED, CURRENT] = [windowOf(NOW) - 2, windowOf(NOW)];
const WINDOW_MS = 300_000;
const GRACE_MS = 120_000;

/** A log in memory: the rows of windows, and segments that came late. */
const world = (logged: Map<number, UsageRow[]>, rolled: number) => {
  const state: UsageState = { began: 0, closed: rolled, rolled, epoch: 1 };
  const plans = new Map<number, WindowPlan>();
  const pages = new Map<string, UsagePage>();
  const late: (SegmentName & { rows?: UsageRow[] })[] = [];
  const done: string[] = [];
  const clock = { now: NOW, windows: 99, isRaced: false };
  const run = () =>
    rollUp({
      now: () => clock.now,
      hasTime: () => {
        clock.windows -= 1;
        return clock.windows >= 0;
      },
      onLate: async (unit, rows) => void done.push(`${unit}: ${rows.length}`),
      store: {
        state: async () => ({ ...state }),
        close: async (_state, through) => {
          if (clock.isRaced) throw new Raced();
          done.push(`close ${through - CURRENT}`);
          return Object.assign(state, { closed: through });
        },
        loggedWindows: async function* (from, to) {
          yield* [...logged.keys()]
            .filter((window) => from <= window && window <= to)
            .sort((one, other) => one - other);
        },
        plan: async (_state, window) => {
          const plan = { window, through: { [slotsOfWindow(window).first]: 1 }, segments: 1 };
          plans.set(window, plan);
          return plan;
        },
        plannedHours: async function* () {},
        planOf: async (window) => plans.get(window),
        rowsOf: async function* ({ window }) {
          yield* logged.get(window) ?? [];
        },
        segment: async ({ slot, seq }) => {
          const rows = late.find((each) => each.slot === slot && each.seq === seq)?.rows;
          return rows && { rows, mark: "m" };
        },
        write: async (written) => {
          for (const page of written)
            pages.set(`${page.side.id} ${page.window - CURRENT} ${page.name}`, page);
        },
        advance: async (_state, to) => Object.assign(state, { rolled: to }),
        late: async function* () {
          yield* late;
        },
        settled: async ({ slot, seq }) => void done.push(`settled ${slot} ${seq}`),
      },
    });
  return { run, state, pages, late, done, clock, plans };
};

const rows = (...calls: number[]) => calls.map((each) => aUsageRow({ calls: each }));

describe("windows of the log", () => {
  it.each([
    [GRACE_MS - 1, -3],
    [GRACE_MS, -2],
    [WINDOW_MS + GRACE_MS - 1, -2],
    [WINDOW_MS + GRACE_MS, -1],
  ])("are closed two minutes after their end: %d ms after a window, %d of it", async (later, through) => {
    const { run, state, clock } = world(new Map([[CURRENT - 4, rows(1)]]), CURRENT - 6);
    clock.now = (CURRENT - 1) * WINDOW_MS + later;
    await run();
    expect([state.closed - CURRENT, state.rolled - CURRENT]).toEqual([through, through]);
  });

  it("are added up into a page of each team and service", async () => {
    const { run, pages } = world(new Map([[CLOSED, rows(1, 2)]]), CLOSED - 1);
    await run();
    expect([...pages].map(([name, page]) => [name, page.rows.map(({ calls }) => calls)])).toEqual([
      ["callers -2 all#0", [3]],
      ["svc_1 -2 all#0", [3]],
    ]);
  });

  it("are left alone where there is nothing new, within an hour", async () => {
    const { run, done, state } = world(new Map(), CURRENT - 3);
    expect(await run()).toEqual({ ...state });
    expect(done).toEqual([]);
  });

  it("are gone over without calls where an hour has ended: it is exported then", async () => {
    const begin = Math.floor(CLOSED / WINDOWS_AN_HOUR) * WINDOWS_AN_HOUR - 2;
    const { run, state } = world(new Map(), begin);
    await run();
    expect(state.rolled).toBe(CLOSED);
  });

  it("go on where there was no time, by what was closed then", async () => {
    const { run, state, pages, clock } = world(
      new Map([
        [CLOSED - 1, rows(1)],
        [CLOSED, rows(2)],
      ]),
      CLOSED - 2,
    );
    clock.windows = 1;
    expect(await run()).toMatchObject({ closed: CLOSED, rolled: CLOSED - 1 });
    clock.windows = 99;
    await run();
    expect([state.rolled, pages.size]).toEqual([CLOSED, 4]);
  });

  it("are not written by a run that was overtaken", async () => {
    const { run, pages, clock } = world(new Map([[CLOSED, rows(1)]]), CLOSED - 1);
    clock.isRaced = true;
    await expect(run()).rejects.toBeInstanceOf(Raced);
    expect(pages.size).toBe(0);
  });
});

describe("what came late", () => {
  const { first: slot } = slotsOfWindow(CLOSED);
  const rolled = async (...late: (SegmentName & { rows?: UsageRow[] })[]) => {
    const all = world(new Map([[CLOSED, rows(1)]]), CLOSED - 1);
    await all.run();
    all.done.length = 0;
    all.pages.clear();
    all.late.push(...late);
    return all;
  };

  it("is added as a page of its own, told of, and settled, in this order", async () => {
    const { run, done, pages } = await rolled({ slot, seq: 2, rows: rows(1, 4) });
    await run();
    expect(done).toEqual([`late-${slot}-2-m: 1`, `settled ${slot} 2`]);
    expect([...pages.values()].map(({ name, rows: [row] }) => [name, row?.calls])).toEqual(
      Array(2).fill([`late-${slot}-2-m`, 5]),
    );
  });

  it("is settled alone where its window's pages hold it, or the log has it no longer", async () => {
    const { run, done, pages } = await rolled({ slot, seq: 1, rows: rows(1) }, { slot, seq: 3 });
    await run();
    expect(done).toEqual([`settled ${slot} 1`, `settled ${slot} 3`]);
    expect(pages.size).toBe(0);
  });

  it("waits where its window is not rolled up yet, or there is no time", async () => {
    const waiting = await rolled({ slot: slotsOfWindow(CURRENT).first, seq: 1, rows: rows(1) });
    await waiting.run();
    expect(waiting.done).toEqual([]);
    const busy = await rolled({ slot, seq: 2, rows: rows(1) });
    busy.clock.windows = 0;
    await busy.run();
    expect(busy.done).toEqual([]);
  });
});
