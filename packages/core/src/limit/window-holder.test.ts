import { describe, expect, it } from "vitest";
import type { RateRule } from "../plugin/limit-rule.ts";
import { chance } from "./limit-fleet.fixture.ts";
import { memoryLimits } from "./memory-limits.fixture.ts";
import { WindowHolder } from "./window-holder.ts";

const NOON = Date.parse("2026-03-01T12:00:00.000Z");
const RULE: RateRule = {
  kind: "rate",
  count: 10,
  periodSeconds: 60,
  unit: "tokens",
  mode: "strict",
  hold: true,
};
/** From the beginning of a part of the window until nothing of it counts: two parts of half a second are added. */
const WINDOW_MS = 61_000;

const world = () => {
  const memory = memoryLimits();
  const clock = { now: NOON };
  const ports = { store: memory.store, now: () => clock.now, random: chance(1) };
  const instance = () => new WindowHolder(ports, "w", RULE);
  const holder = instance();
  const amounts = () => {
    const { used, held, remaining } = holder.standing(clock.now);
    return [used, held, remaining];
  };
  return { ...memory, clock, instance, holder, amounts };
};

describe("a rate whose amounts are held", () => {
  it("holds all of it, and nothing more until a part is given back", async () => {
    const { holder, amounts } = world();
    const [seven, three] = [await holder.hold(7), await holder.hold(3)];
    expect([seven?.amount, three?.amount, await holder.hold(1)]).toEqual([7, 3, undefined]);
    expect(amounts()).toEqual([0, 10, 0]);
    await three?.settle(1);
    expect(amounts()).toEqual([1, 7, 2]);
    expect(await holder.hold(3)).toBeUndefined();
    expect((await holder.hold(2))?.amount).toBe(2);
  });

  it.each([
    [0, [0, 0, 10]],
    [4, [4, 0, 6]],
    [10, [10, 0, 0]],
    // Beyond the limit, which is never told as less than nothing left.
    [25, [25, 0, 0]],
  ])("counts %d in place of what was held: %j", async (used, left) => {
    const { holder, amounts } = world();
    await (await holder.hold(10))?.settle(used);
    expect(amounts()).toEqual(left);
  });

  it("holds none of more than its count", async () => {
    const { holder, amounts } = world();
    expect(await holder.hold(11)).toBeUndefined();
    expect(amounts()).toEqual([0, 0, 10]);
  });

  it("is whole again once the window is over, to the millisecond", async () => {
    const { holder, clock } = world();
    await (await holder.hold(10))?.settle(10);
    expect(holder.standing(clock.now).resetAt).toBe(NOON + WINDOW_MS);
    clock.now = NOON + WINDOW_MS - 1;
    expect(await holder.hold(1)).toBeUndefined();
    clock.now = NOON + WINDOW_MS;
    expect((await holder.hold(10))?.amount).toBe(10);
  });

  it("gives back to the part of the window that it was held in, and nothing after that", async () => {
    const { holder, clock, amounts } = world();
    const hold = await holder.hold(8);
    clock.now = NOON + WINDOW_MS - 1;
    await hold?.settle(3);
    expect(amounts()).toEqual([3, 0, 7]);
    clock.now = NOON + WINDOW_MS;
    expect(amounts()).toEqual([0, 0, 10]);
  });

  it("is counted where a call that held nothing has used something, and not written where it has not", async () => {
    const { holder, amounts, state } = world();
    const nothing = await holder.hold(0);
    await nothing?.settle(0);
    expect(state.writes).toBe(0);
    await nothing?.settle(4);
    expect(amounts()).toEqual([4, 0, 6]);
  });

  it("never holds more than its count over two instances that know nothing of each other", async () => {
    const { holder, instance } = world();
    const other = instance();
    await Promise.all([holder.hold(1), other.hold(1)]);
    const holds = await Promise.all([holder.hold(6), other.hold(6), other.hold(2)]);
    expect(holds.map((hold) => hold?.amount)).toEqual([6, undefined, 2]);
  });

  it.each(["before", "after"] as const)(
    "counts a hold once whose write is lost %s it is done",
    async (fails) => {
      const { holder, amounts, state } = world();
      state.fails = fails;
      const hold = await holder.hold(6).catch(() => undefined);
      expect(hold?.amount).toBe(fails === "after" ? 6 : undefined);
      expect((await holder.hold(4))?.amount).toBe(4);
      expect(amounts()).toEqual(fails === "after" ? [0, 10, 0] : [0, 4, 6]);
    },
  );
});
