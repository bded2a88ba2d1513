import { Raced } from "@latchkey/core/outage";
import { MAX_VALUES } from "@latchkey/core/usage/bounded-dimensions";
import { usageReport } from "@latchkey/core/usage/usage-report";
import { windowOf } from "@latchkey/core/usage/usage-window";
import { describe, expect, it } from "vitest";
import { countedRows } from "../testing/counted-rows.ts";
import { testClient } from "../testing/dynamodb-for-tests.ts";
import { cutTable, PowerCut } from "../testing/power-cuts.ts";
import { storeOfEachTest } from "../testing/test-store.ts";
import { callsFrom, found, HOUR, instance, MINUTE, roll, START } from "./roll-up.fixture.ts";
import { rollUpTable } from "./roll-up-table.ts";

const store = storeOfEachTest(testClient);

/** When everything of the first minutes is rolled up. */
const LATER = START + 12 * MINUTE;

describe("calls that were counted", () => {
  it("are found alike before and after they are rolled up, under each side", async () => {
    const count = instance(store(), () => START);
    await count(callsFrom(START, 40));
    const before = await found(store());
    expect(before).toMatchObject({ service: 40, "team-0": 20, "team-1": 20 });
    const rows = await countedRows(store(), { serviceId: "svc_1" }, HOUR);
    expect((await roll(store(), LATER)).rolled).toBe(windowOf(LATER - 2 * MINUTE) - 1);
    expect(await found(store())).toEqual(before);
    const report = (of: typeof rows) => usageReport(of, "hour", "operation");
    expect(report(await countedRows(store(), { serviceId: "svc_1" }, HOUR))).toEqual(report(rows));
    expect(report(rows).map(({ operation, calls }) => [operation, calls])).toEqual([
      ["getForecast", 10],
      ["other", 30],
    ]);
  });

  it("are counted where they come after their window was closed, once, however often they are brought", async () => {
    const count = instance(store(), () => START);
    await count(callsFrom(START, 10));
    await roll(store(), LATER);
    const late = callsFrom(START + MINUTE, 6);
    expect(await count(late)).toBe(6);
    // Another instance, and again one that has to be settled a second time.
    expect(await instance(store(), () => START)(late)).toBe(0);
    await roll(store(), LATER);
    expect(await instance(store(), () => START)(late)).toBe(0);
    await roll(store(), LATER);
    expect((await found(store())).service).toBe(16);
  });

  it("are counted once where an instance ended between its addition and its settling", async () => {
    await roll(store(), LATER);
    const late = callsFrom(START, 3);
    const { table } = cutTable(store(), 1, "before");
    await instance(store(), () => START)(callsFrom(START, 1));
    await roll(store(), LATER);
    await expect(instance(table, () => START)(late)).rejects.toBeInstanceOf(PowerCut);
    await instance(store(), () => START)(late);
    await roll(store(), LATER);
    expect((await found(store())).service).toBe(4);
  });

  it("grow by no more operations, models and unknown services than a window keeps apart", async () => {
    const many = callsFrom(START, 300).map((call, index) => ({
      ...call,
      at: new Date(START).toISOString(),
      operation: `made-up-${index}`,
      model: `model-${index}`,
    }));
    const strangers = callsFrom(START, 150).map(({ serviceId: _, ...call }, index) => ({
      ...call,
      at: new Date(START).toISOString(),
      team: "strangers",
      slug: `made-up-${index}`,
    }));
    const count = instance(store(), () => START);
    await count([...many, ...strangers]);
    const groups = async () =>
      usageReport(await countedRows(store(), { serviceId: "svc_1" }, HOUR), "hour", "model");
    const services = async () =>
      usageReport(await countedRows(store(), { team: "strangers" }, HOUR), "hour", "service");
    for (const _ of ["from the log", "from pages"]) {
      const models = await groups();
      expect(models).toHaveLength(MAX_VALUES + 1);
      expect(models.find(({ model }) => model === "other")?.calls).toBe(300 - MAX_VALUES);
      const unknown = await services();
      expect(unknown).toHaveLength(MAX_VALUES + 1);
      expect(unknown.find(({ service }) => service === "*")?.calls).toBe(150 - MAX_VALUES);
      await roll(store(), LATER);
    }
  });
});

describe("a roll-up whose power is cut", () => {
  it.each(["before", "after"] as const)("%s any of its writes is made good by the next one", async (when) => {
    const calls = callsFrom(START, 60);
    const count = instance(store(), () => START);
    await count(calls);
    const early = await found(store());
    const whole = { ...early };
    for (let write = 0; ; write += 1) {
      const { table, isCut } = cutTable(store(), write, when);
      const ran = await roll(table, LATER).catch((error: unknown) => error);
      // What is late is found once it is settled, and never twice.
      const now = await found(store());
      for (const [name, calls] of Object.entries(now)) {
        expect(calls).toBeGreaterThanOrEqual(early[name] ?? 0);
        expect(calls).toBeLessThanOrEqual(whole[name] ?? 0);
      }
      if (!isCut()) break;
      expect(ran).toBeInstanceOf(PowerCut);
      // Lines that come in the meantime, some into windows that are closed by now.
      const more = callsFrom(START + MINUTE, 8);
      await count(more);
      await count(more);
      for (const [name, calls] of [
        ["service", 8],
        ["team-0", 4],
        ["team-1", 4],
        ["con_0", 2],
      ] as const)
        whole[name] = (whole[name] ?? 0) + calls;
      if (write > 40) throw new Error("It never ends.");
    }
    expect(await found(store())).toEqual(whole);
    await roll(store(), LATER);
    expect(await found(store())).toEqual(whole);
  });
});

describe("two roll-ups at a time", () => {
  it("count nothing twice and leave nothing out: the one that began first is told to stop", async () => {
    await instance(store(), () => START)(callsFrom(START, 20));
    const slow = rollUpTable(store(), () => LATER);
    const overtaken = roll(store(), LATER, {
      store: {
        ...slow,
        plan: async (state, window) => {
          await roll(store(), LATER + 5 * MINUTE);
          return slow.plan(state, window);
        },
      },
    });
    await expect(overtaken).rejects.toBeInstanceOf(Raced);
    expect((await found(store())).service).toBe(20);
  });

  it("goes on where it had no time left", async () => {
    await instance(store(), () => START)(callsFrom(START, 90));
    let windows = 0;
    const hasTime = () => {
      windows += 1;
      return windows <= 1;
    };
    const { rolled } = await roll(store(), START + 30 * MINUTE, { hasTime });
    expect(rolled).toBe(windowOf(START));
    expect((await found(store())).service).toBe(90);
    await roll(store(), START + 30 * MINUTE);
    expect((await found(store())).service).toBe(90);
  });
});
