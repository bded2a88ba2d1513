import { describe, expect, it } from "vitest";
import { SharedCounts } from "./fleet.fixture.ts";
import { EPOCH_MS } from "./in-flight-store.ts";
import { ServiceLoad } from "./service-load.ts";

const NOON = Date.parse("2026-03-01T12:00:00.000Z");

const world = () => {
  const store = new SharedCounts();
  const clock = { now: NOON };
  const reported: unknown[] = [];
  const instance = () =>
    new ServiceLoad("weather", { store, now: () => clock.now, report: (error) => void reported.push(error) });
  const begin = async (load: ServiceLoad, most: number, times = 1) => {
    const ends: (() => Promise<void>)[] = [];
    for (let n = 0; n < times; n += 1) {
      const end = await load.begin(most);
      if (end) ends.push(end);
    }
    return ends;
  };
  return { store, clock, reported, instance, begin };
};

describe("calls of one instance", () => {
  it("are let in up to the bound, and again once one has ended", async () => {
    const { instance, begin } = world();
    const load = instance();
    const ends = await begin(load, 3, 5);
    expect(ends).toHaveLength(3);
    await ends[0]?.();
    await ends[0]?.();
    expect(await begin(load, 3, 5)).toHaveLength(1);
  });

  it.each([0, -1])("are none under a bound of %d", async (most) => {
    const { instance, begin } = world();
    expect(await begin(instance(), most)).toEqual([]);
  });

  it("are told nothing of while they are short", async () => {
    const { instance, begin, clock, store } = world();
    const load = instance();
    await begin(load, 3, 3);
    clock.now += 999;
    await load.publish();
    expect(store.writes).toBe(0);
    clock.now += 1;
    await load.publish();
    await load.publish();
    expect(store.writes).toBe(1);
  });

  it("are told of again in the next epoch, for as long as they run", async () => {
    const { instance, begin, clock, store } = world();
    const load = instance();
    const [end] = await begin(load, 3);
    for (const later of [1000, EPOCH_MS, 0]) {
      clock.now += later;
      await load.publish();
    }
    expect(store.writes).toBe(2);
    await end?.();
    expect([store.writes, load.isIdle]).toEqual([3, true]);
    clock.now += EPOCH_MS;
    await load.publish();
    expect(store.writes).toBe(3);
  });
});

describe("calls of several instances", () => {
  /** Another instance's long calls, as they were told. */
  const busy = async (count: number) => {
    const all = world();
    const other = all.instance();
    const ends = await all.begin(other, 9, count);
    all.clock.now += 1000;
    await other.publish();
    return { ...all, other, ends };
  };

  it("count together", async () => {
    const { instance, begin } = await busy(2);
    const load = instance();
    await load.learn();
    expect(await begin(load, 3, 3)).toHaveLength(1);
  });

  it("are asked for before one is refused because of them, and once a second at most", async () => {
    const { instance, begin, clock, ends, store, other } = await busy(3);
    const load = instance();
    await load.learn();
    for (const end of ends) await end();
    expect(other.isIdle).toBe(true);
    const { reads } = store;
    expect(await begin(load, 3)).toEqual([]);
    clock.now += 999;
    expect(await begin(load, 3)).toEqual([]);
    expect(store.reads).toBe(reads);
    clock.now += 1;
    expect(await begin(load, 3)).toHaveLength(1);
    expect(store.reads).toBe(reads + 1);
  });

  it("are asked for once by all who wait", async () => {
    const { instance, store } = await busy(1);
    const load = instance();
    await Promise.all([load.learn(), load.learn(), load.learn()]);
    expect(store.reads).toBe(1);
  });

  it("count as none while the store does not answer: the instance's own bound holds", async () => {
    const { instance, begin, store, reported } = await busy(3);
    const load = instance();
    store.fails = "down";
    await load.learn();
    expect(await begin(load, 3, 5)).toHaveLength(3);
    expect(reported).toHaveLength(1);
  });

  it.each([
    ["down", 3],
    ["lost", 4],
  ] as const)(
    "are written again after ten seconds where the store was %s, and what may be written is not taken back",
    async (fails, told) => {
      const { instance, begin, clock, store } = world();
      const load = instance();
      for (const failing of [undefined, fails]) {
        await begin(load, 9);
        clock.now += 1000;
        store.fails = failing;
        await load.publish();
      }
      store.fails = undefined;
      clock.now += 9999;
      await load.publish();
      expect(store.writes).toBe(2);
      clock.now += 1;
      await load.publish();
      expect(await store.read("weather", clock.now)).toBe(told);
    },
  );
});
