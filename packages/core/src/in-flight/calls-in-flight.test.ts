import { describe, expect, it } from "vitest";
import type { CallsInFlight } from "./calls-in-flight.ts";
import { aFleet } from "./fleet.fixture.ts";

/** Begins a call that must be let in. */
const begun = async (instance: CallsInFlight, most = 10): Promise<() => Promise<void>> => {
  const end = await instance.begin("echo", most);
  if (!end) throw new Error("The call was refused.");
  return end;
};
const isFull = async (instance: CallsInFlight, most: number) =>
  (await instance.begin("echo", most)) === undefined;
/** Of an instance that has read the service just now. */
const seemsFull = async (instance: CallsInFlight, most: number) => {
  await instance.learn("echo");
  return isFull(instance, most);
};

describe("in one instance", () => {
  it("no more calls of a service run at once than may, and others take the place of those that end", async () => {
    const one = aFleet().instance();
    const [first] = [await begun(one, 2), await begun(one, 2)];
    expect(await isFull(one, 2)).toBe(true);
    expect(await one.begin("haiku", 1)).toBeDefined();
    await first();
    await begun(one, 2);
    expect(await isFull(one, 2)).toBe(true);
  });

  it("admits the allowed number of calls of the same moment", async () => {
    const one = aFleet().instance();
    const ends = await Promise.all(Array.from({ length: 50 }, () => one.begin("echo", 7)));
    expect(ends.filter((end) => end !== undefined)).toHaveLength(7);
  });

  it("short calls cost no write and leave no timer", async () => {
    const { instance, shared, pass, timers } = aFleet();
    const one = instance();
    for (let call = 0; call < 100; call += 1) await (await begun(one))();
    await pass(3);
    expect([shared.writes, shared.reads, timers()]).toEqual([0, 0, 0]);
  });
});

describe("over all instances", () => {
  it("calls that run for a second count in those that ask after it", async () => {
    const { instance, pass } = aFleet();
    const busy = [instance(), instance(), instance()];
    const ends = await Promise.all(busy.map((each) => begun(each, 3)));
    await pass(2);
    const fresh = instance();
    await fresh.learn("echo");
    expect(await isFull(fresh, 3)).toBe(true);
    expect(await fresh.begin("echo", 4)).toBeDefined();
    for (const end of ends) await end();
    await pass(1);
    expect(await isFull(fresh, 3)).toBe(false);
  });

  it("an instance asks again before it refuses for the sake of others, once a second", async () => {
    const { instance, pass, shared } = aFleet();
    const [busy, other] = [instance(), instance()];
    const end = await begun(busy, 1);
    await pass(2);
    await other.learn("echo");
    const { reads } = shared;
    expect([await isFull(other, 1), await isFull(other, 1), shared.reads]).toEqual([true, true, reads]);
    await end();
    await pass(1);
    expect([await isFull(other, 1), shared.reads]).toEqual([false, reads + 1]);
  });

  it("a long call counts for as long as it runs, and is one write each half minute", async () => {
    const { instance, pass, shared } = aFleet();
    const [busy, other] = [instance(), instance()];
    const end = await begun(busy);
    for (let minute = 0; minute < 15; minute += 1) {
      await pass(60);
      expect(await seemsFull(other, 1)).toBe(true);
    }
    expect(shared.writes).toBeLessThanOrEqual(1 + 15 * 2);
    await end();
    await pass(1);
    expect(await seemsFull(other, 1)).toBe(false);
  });

  it("an instance that dies with its calls is counted for a minute at most", async () => {
    const { instance, pass, die } = aFleet();
    await begun(instance());
    await pass(2);
    die();
    const other = instance();
    expect(await seemsFull(other, 1)).toBe(true);
    await pass(60);
    expect(await seemsFull(other, 1)).toBe(false);
  });

  it("a call that ends while it is being published is withdrawn", async () => {
    const { instance, pass, shared } = aFleet();
    const busy = instance();
    const end = await begun(busy);
    const { promise, resolve } = Promise.withResolvers<void>();
    shared.held = promise;
    await pass(1);
    const ended = end();
    resolve();
    await ended;
    const other = instance();
    expect(await seemsFull(other, 1)).toBe(false);
  });
});

describe("a store that does not answer", () => {
  it("stops no call, and leaves the instance's own bound", async () => {
    const { instance, pass, shared, reported } = aFleet();
    shared.fails = "down";
    const one = instance();
    await one.learn("echo");
    await begun(one, 2);
    await pass(5);
    await begun(one, 2);
    expect(await isFull(one, 2)).toBe(true);
    expect(reported.length).toBeGreaterThan(0);
    // It is not asked at every turn.
    expect(shared.writes).toBe(1);
  });

  it("may have a call counted twice for a minute, but never has it counted as none", async () => {
    const { instance, pass, shared } = aFleet();
    const [busy, other] = [instance(), instance()];
    shared.fails = "lost";
    const end = await begun(busy);
    await pass(2);
    shared.fails = undefined;
    expect(await seemsFull(other, 1)).toBe(true);
    await end();
    await pass(62);
    await begun(busy);
    await pass(2);
    expect([await seemsFull(other, 1), await isFull(other, 2)]).toEqual([true, false]);
  });
});

it("after a thousand calls of random lengths in forty instances nothing is left over", async () => {
  const { instance, pass, shared, timers } = aFleet();
  const fleet = Array.from({ length: 40 }, instance);
  const ends: (() => Promise<void>)[] = [];
  let state = 7;
  const below = (most: number) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return state % most;
  };
  for (let call = 0; call < 1000; call += 1) {
    const end = await fleet[below(40)]?.begin("echo", 1000);
    if (end) ends.push(end);
    if (below(3) === 0) await pass(below(4));
    while (ends.length > below(60)) await ends.splice(below(ends.length), 1)[0]?.();
  }
  for (const end of ends) await end();
  expect([await shared.read("echo", Date.parse("2026-03-01T12:00:00.000Z")), timers()]).toEqual([0, 0]);
  const fresh = instance();
  await fresh.learn("echo");
  expect(await isFull(fresh, 1)).toBe(false);
});
