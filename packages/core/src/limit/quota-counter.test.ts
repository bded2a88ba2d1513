import { describe, expect, it } from "vitest";
import type { QuotaRule } from "../plugin/limit-rule.ts";
import { memoryLimits } from "./memory-limits.fixture.ts";
import { QuotaCounter } from "./quota-counter.ts";
import { quotaPeriod } from "./quota-period.ts";

const MIDNIGHT = Date.parse("2026-03-02T00:00:00.000Z");
const NOON = MIDNIGHT - 43_200_000;

const world = (count: number, fields: Partial<QuotaRule> = {}) => {
  const memory = memoryLimits();
  const clock = { now: NOON };
  const told: [period: string, total: number][] = [];
  const ports = {
    store: memory.store,
    now: () => clock.now,
    periodAt: (now: number) => quotaPeriod("day", "UTC", now),
    counted: async ({ name }: { name: string }, total: number) => void told.push([name, total]),
  };
  const rule: QuotaRule = { kind: "quota", count, period: "day", unit: "calls", ...fields };
  const instance = () => new QuotaCounter(ports, "q", rule);
  const counter = instance();
  const take = async (amount = 1, of = counter) => {
    let answer = of.tryTake(clock.now, amount);
    if (answer === "ask") {
      await of.ask(amount);
      answer = of.tryTake(clock.now, amount);
    }
    return answer;
  };
  const totals = () => [...memory.ledgers].map(([name, { total }]) => [name, total]);
  return { ...memory, ports, clock, told, counter, instance, take, totals };
};

describe("a quota of calls, as one instance counts it", () => {
  it("admits its count, and refuses the next without asking", async () => {
    const { take, counter, clock, state } = world(3);
    expect([await take(), await take(), await take()]).toEqual(["held", "held", "held"]);
    const { writes } = state;
    expect(counter.tryTake(clock.now)).toBe("refused");
    expect(state.writes).toBe(writes);
    expect(counter.standing(clock.now)).toEqual({ remaining: 0, resetAt: MIDNIGHT });
  });

  it("admits none of an amount that does not fit, and a smaller one after it", async () => {
    const { take } = world(3);
    expect(await take(4)).toBe("refused");
    expect(await take(3)).toBe("held");
    expect(await take()).toBe("refused");
  });

  it("begins again at the first millisecond of the next day, without what it held", async () => {
    const { take, counter, clock, totals } = world(2);
    clock.now = MIDNIGHT - 1;
    expect(await take(2)).toBe("held");
    expect(counter.tryTake(clock.now)).toBe("refused");
    counter.putBack(2);
    clock.now = MIDNIGHT;
    expect(counter.tryTake(clock.now)).toBe("ask");
    expect(await take(2)).toBe("held");
    expect(totals()).toEqual([
      ["q#2026-03-01", 2],
      ["q#2026-03-02", 2],
    ]);
  });

  it("spends nothing in a day that was counted in the one before, where the answer comes after midnight", async () => {
    const { counter, clock, store, ports } = world(10);
    const late = new QuotaCounter(
      {
        ...ports,
        store: {
          ...store,
          take: async (...of) => {
            const taken = await store.take(...of);
            clock.now = MIDNIGHT;
            expect(late.tryTake(clock.now)).toBe("ask");
            return taken;
          },
        },
      },
      "q",
      { kind: "quota", count: 10, period: "day", unit: "calls" },
    );
    await late.ask();
    expect(late.tryTake(MIDNIGHT)).toBe("ask");
    expect(counter.standing(MIDNIGHT).remaining).toBe(10);
  });

  it("asks once for all who wait", async () => {
    const { counter, clock, state } = world(100);
    await Promise.all(Array.from({ length: 95 }, () => counter.ask()));
    expect(state.writes).toBe(1);
    for (let n = 0; n < 95; n += 1) expect(counter.tryTake(clock.now)).toBe("held");
    expect(counter.tryTake(clock.now)).toBe("ask");
  });

  it("takes a two hundredth at a time where it is busy, and each call alone in the last twentieth", async () => {
    const { take, clock, told } = world(2000);
    for (let n = 0; n < 2000; n += 1) {
      clock.now += 1;
      expect(await take()).toBe("held");
    }
    const [first, ...steps] = told.map(([, total], index) => ({ from: told[index - 1]?.[1] ?? 0, total }));
    expect(first).toEqual({ from: 0, total: 1 });
    for (const { from, total } of steps.slice(1)) expect(total - from, `${from}`).toBe(from < 1900 ? 10 : 1);
  });

  it("is exact where two instances share it", async () => {
    const { take, instance } = world(5);
    const other = instance();
    const answers: string[] = [];
    for (let n = 0; n < 4; n += 1) answers.push(await take(), await take(1, other));
    expect(answers.filter((answer) => answer === "held")).toHaveLength(5);
  });

  it("tells each count that it learns", async () => {
    const { take, counter, told } = world(5);
    await take();
    await counter.charge(7);
    expect(told).toEqual([
      ["2026-03-01", 1],
      ["2026-03-01", 8],
    ]);
  });
});

describe("a quota of tokens", () => {
  it.each([
    [9, "held"],
    [10, "refused"],
    [11, "refused"],
  ])("with %d of 10 used: a call is %s, and takes nothing", async (used, answer) => {
    const { counter, take, totals } = world(10, { unit: "tokens" });
    await counter.charge(used);
    expect([await take(), await take()]).toEqual([answer, answer]);
    counter.putBack();
    expect(totals()).toEqual([["q#2026-03-01", used]]);
  });

  it.each([
    [1000, "held"],
    [1001, "ask"],
  ])("is known for a second while some are left: after %d ms it says %s", async (ms, answer) => {
    const { counter, take, clock } = world(10, { unit: "tokens" });
    await take();
    expect(counter.tryTake(clock.now + ms)).toBe(answer);
  });

  it("stays used up until the period's end, without asking", async () => {
    const { counter, clock } = world(10, { unit: "tokens" });
    clock.now = MIDNIGHT - 1;
    await counter.charge(10);
    expect(counter.tryTake(clock.now)).toBe("refused");
    clock.now = MIDNIGHT;
    expect(counter.tryTake(clock.now)).toBe("ask");
  });

  it("is charged in the period in which it is known what was used", async () => {
    const { counter, clock, totals } = world(10, { unit: "tokens" });
    await counter.charge(4);
    clock.now = MIDNIGHT;
    await counter.charge(3);
    expect(totals()).toEqual([
      ["q#2026-03-01", 4],
      ["q#2026-03-02", 3],
    ]);
  });
});
