import { describe, expect, it } from "vitest";
import { chance } from "./limit-fleet.fixture.ts";
import { memoryLimits } from "./memory-limits.fixture.ts";
import { PeriodHolder } from "./period-holder.ts";
import { type QuotaPeriod, quotaPeriod } from "./quota-period.ts";

const MIDNIGHT = Date.parse("2026-03-02T00:00:00.000Z");
const NOON = MIDNIGHT - 43_200_000;
/** No call is under way for longer. */
const LONGEST_CALL_MS = 7_200_000;

const world = () => {
  const memory = memoryLimits();
  const clock = { now: NOON };
  const told: string[] = [];
  const ports = {
    ...{ store: memory.store, now: () => clock.now, random: chance(1) },
    periodAt: (now: number) => quotaPeriod("day", "UTC", now),
    counted: async ({ name }: QuotaPeriod, used: number) => void told.push(`${name}: ${used}`),
    refused: async ({ name }: QuotaPeriod) => void told.push(`${name}: refused`),
  };
  const rule = { kind: "quota", count: 10, period: "day", unit: "usd", hold: true } as const;
  const holder = new PeriodHolder(ports, "b", rule);
  const amounts = (at = clock.now) => {
    const { used, held, remaining } = holder.standing(at);
    return [used, held, remaining];
  };
  return { ...memory, clock, told, holder, amounts };
};

describe("a budget of a day", () => {
  it("holds all of it, and says that it refuses what does not fit", async () => {
    const { holder, amounts, told } = world();
    expect((await holder.hold(10))?.amount).toBe(10);
    expect(await holder.hold(1)).toBeUndefined();
    expect(amounts()).toEqual([0, 10, 0]);
    expect(told).toEqual(["2026-03-01: 0", "2026-03-01: 0", "2026-03-01: refused"]);
  });

  it.each([
    [0, [0, 0, 10]],
    [4, [4, 0, 6]],
    [7, [7, 0, 3]],
    [25, [25, 0, 0]],
  ])("counts %d in place of what was held: %j", async (used, left) => {
    const { holder, amounts, told } = world();
    await (await holder.hold(7))?.settle(used);
    expect(amounts()).toEqual(left);
    expect(told.at(-1)).toBe(`2026-03-01: ${used}`);
  });

  it("counts what a call without a hold has used, and writes nothing where that is nothing", async () => {
    const { holder, amounts, state } = world();
    const nothing = await holder.hold(0);
    await nothing?.settle(0);
    expect(state.writes).toBe(0);
    await nothing?.settle(12);
    expect(amounts()).toEqual([12, 0, 0]);
  });

  it("settles a hold in the day in which it was made", async () => {
    const { holder, amounts, clock, ledgers } = world();
    clock.now = MIDNIGHT - 1;
    const hold = await holder.hold(9);
    expect(holder.standing(clock.now).resetAt).toBe(MIDNIGHT);
    clock.now = MIDNIGHT;
    expect(amounts()).toEqual([0, 0, 10]);
    expect((await holder.hold(10))?.amount).toBe(10);
    await hold?.settle(5);
    expect(amounts()).toEqual([0, 10, 0]);
    expect([...ledgers].map(([name, { total }]) => [name, total])).toEqual([
      ["b#2026-03-01", 5],
      ["b#2026-03-02", 10],
    ]);
  });

  it.each([
    [LONGEST_CALL_MS, 2],
    [LONGEST_CALL_MS + 1000, 1],
  ])("drops the name of a hold that a crash has left after %d ms: %d are left", async (ms, left) => {
    const { holder, clock, ledgers } = world();
    await holder.hold(3);
    clock.now += ms;
    await holder.hold(1);
    expect(ledgers.get("b#2026-03-01")?.held.size).toBe(left);
    expect(ledgers.get("b#2026-03-01")?.total).toBe(4);
  });

  it.each([
    [2, 4],
    [3, 4],
    [5, 6],
  ])(
    "counts a hold that was dropped and has used %d after all, as what it held or more",
    async (used, total) => {
      const { holder, clock, amounts } = world();
      const late = await holder.hold(3);
      clock.now += LONGEST_CALL_MS + 1000;
      await (await holder.hold(1))?.settle(1);
      await late?.settle(used);
      expect(amounts()).toEqual([total, 0, 10 - total]);
    },
  );
});
