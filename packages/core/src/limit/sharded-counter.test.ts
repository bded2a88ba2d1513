import { describe, expect, it } from "vitest";
import type { RateRule } from "../plugin/limit-rule.ts";
import { memoryLimits } from "./memory-limits.fixture.ts";
import { rateCounter, shardsFor, shardsOf } from "./sharded-counter.ts";

const NOW = Date.parse("2026-03-01T12:00:00.000Z");

const rule = (count: number, fields: Partial<RateRule> = {}): RateRule => ({
  ...{ kind: "rate", count, periodSeconds: 1, unit: "calls", mode: "strict" },
  ...fields,
});

describe("the shards of a rate", () => {
  it.each<[rule: RateRule, shards: number]>([
    [rule(1), 1],
    [rule(250), 1],
    [rule(251), 2],
    [rule(500, { mode: "leased" }), 1],
    [rule(501, { mode: "leased" }), 2],
    [rule(15_000, { periodSeconds: 60 }), 1],
    [rule(15_001, { periodSeconds: 60 }), 2],
    [rule(10_000, { unit: "tokens" }), 1],
    [rule(10_001, { unit: "tokens", mode: "leased" }), 2],
    [rule(1_000_000_000), 64],
    [rule(1_000_000_000, { unit: "tokens", periodSeconds: 60 }), 64],
  ])("of %j are %d", (of, shards) => {
    expect(shardsFor(of)).toBe(shards);
    expect(shardsOf("limit", of)).toHaveLength(shards);
  });

  it("are the counter itself where one is enough", () => {
    expect(shardsOf("limit", rule(250))).toEqual([{ name: "limit", rule: rule(250) }]);
  });

  it.each([251, 500, 503, 750, 9999, 16_001])(
    "share a limit of %d, none more than one above another",
    (count) => {
      const shards = shardsOf("limit", rule(count));
      const counts = shards.map((shard) => shard.rule.count);
      expect(counts.reduce((sum, each) => sum + each, 0)).toBe(count);
      expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
      expect(new Set(shards.map(({ name }) => name)).size).toBe(shards.length);
      // Another number of shards counts from zero: their names tell it.
      for (const { name } of shards) expect(name).toMatch(new RegExp(`^limit#${shards.length}\\.\\d+$`));
    },
  );
});

describe("an instance under a limit of several shards", () => {
  const world = (count: number, random: number) => {
    const { store, ledgers } = memoryLimits();
    const counter = rateCounter({ store, now: () => NOW, random: () => random }, "limit", rule(count));
    const take = async (amount = 1) => {
      let answer = counter.tryTake(NOW, amount);
      for (let asked = 0; answer === "ask" && asked < 4; asked += 1) {
        await counter.ask(amount);
        answer = counter.tryTake(NOW, amount);
      }
      return answer;
    };
    return { counter, take, counted: () => [...ledgers].map(([name, { total }]) => [name, total]) };
  };

  it.each([
    [0, "limit#3.0"],
    [0.34, "limit#3.1"],
    [0.999_999, "limit#3.2"],
  ])("begins by chance: %d at %s", async (random, name) => {
    const { take, counted } = world(750, random);
    expect(await take()).toBe("held");
    expect(counted()).toEqual([[name, 1]]);
  });

  it("goes on to the next where there is nothing left, and is refused once all of three are used", async () => {
    const { take, counted, counter } = world(750, 0.5);
    for (let shard = 0; shard < 3; shard += 1) expect(await take(250)).toBe("held");
    expect(counted()).toEqual([
      ["limit#3.1", 250],
      ["limit#3.2", 250],
      ["limit#3.0", 250],
    ]);
    expect(await take()).toBe("refused");
    expect(counter.standing(NOW).remaining).toBe(0);
  });

  it("tells what is left in all shards, also in those that it has not asked", async () => {
    const { take, counter } = world(750, 0);
    expect(counter.standing(NOW).remaining).toBe(750);
    await take(100);
    expect(counter.standing(NOW).remaining).toBe(650);
    counter.putBack(100);
    expect(counter.standing(NOW).remaining).toBe(750);
  });

  it("charges what it learns afterwards to its own shard, beyond its share too", async () => {
    const { counter, counted } = world(750, 0.9);
    await counter.charge(300);
    expect(counted()).toEqual([["limit#3.2", 300]]);
  });
});
