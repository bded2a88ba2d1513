import type { RateRule } from "../plugin/limit-rule.ts";
import { type Ledger, type LimitStore, NOTHING_COUNTED } from "./limit-store.ts";
import { rateCounter } from "./sharded-counter.ts";
import { SimulatedTime } from "./simulated-time.fixture.ts";

export const START = Date.parse("2026-03-01T12:00:00.000Z");

/** A fleet of instances under one limit. Times in milliseconds. */
export interface Fleet {
  rule: Partial<RateRule>;
  instances: number;
  seconds: number;
  /** How long an instance is idle after a call. */
  pause: (instance: number) => number;
  /** From a write's sending to its answer. */
  latency?: () => number;
  /** How far an instance's clock is off. */
  skew?: (instance: number) => number;
  /** Chance, at each call, that the instance is killed, with all it holds, and another one takes its place. */
  killed?: number;
}

export interface FleetResult {
  /** When each call was admitted, in true time. */
  admitted: number[];
  refused: number;
  writes: number;
  reads: number;
  /** The most that was admitted in any span of the period. */
  worst: number;
}

/** Repeatable chance (mulberry32). */
export const chance = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};

export const runFleet = async (fleet: Fleet): Promise<FleetResult> => {
  const time = new SimulatedTime(START);
  const random = chance(7);
  const rule: RateRule = {
    kind: "rate",
    count: 1000,
    periodSeconds: 60,
    unit: "calls",
    mode: "leased",
    ...fleet.rule,
  };
  const end = START + fleet.seconds * 1000;
  const counted = { writes: 0, reads: 0 };
  const store = simulatedStore(time, counted, fleet.latency ?? (() => 3 + 4 * random()));
  const admitted: number[] = [];
  let refused = 0;

  const instance = async (index: number): Promise<void> => {
    const skew = fleet.skew?.(index) ?? 0;
    const begin = () => rateCounter({ store, now: () => time.now() + skew, random }, "limit", rule);
    let counter = begin();
    await time.sleep(random() * fleet.pause(index));
    while (time.now() < end) {
      let answer = counter.tryTake(time.now() + skew);
      for (; answer === "ask"; answer = counter.tryTake(time.now() + skew)) await counter.ask();
      if (answer === "held") admitted.push(time.now());
      else refused += 1;
      if (fleet.killed !== undefined && random() < fleet.killed) counter = begin();
      await time.sleep(fleet.pause(index));
    }
  };
  const running = Array.from({ length: fleet.instances }, (_, index) => instance(index));
  await time.runUntil(end + 60_000);
  await Promise.all(running);
  return { admitted, refused, ...counted, worst: worstSpan(admitted, rule.periodSeconds * 1000) };
};

export const worstSpan = (times: readonly number[], spanMs: number): number => {
  const sorted = [...times].sort((one, other) => one - other);
  let first = 0;
  let worst = 0;
  sorted.forEach((at, last) => {
    while ((sorted[first] ?? at) <= at - spanMs) first += 1;
    worst = Math.max(worst, last - first + 1);
  });
  return worst;
};

/** What a counter is promised to be: a count happens at one moment between sending and answer. */
export const simulatedStore = (
  time: SimulatedTime,
  counted: { writes: number; reads: number },
  latency: () => number,
): LimitStore => {
  const ledgers = new Map<string, Ledger>();
  return {
    read: async (counter) => {
      counted.reads += 1;
      await time.sleep(latency() / 2);
      const answer = ledgers.get(counter);
      await time.sleep(latency() / 2);
      return answer;
    },
    take: async (counter, { amount, most, bucket, joins, returns, forget, merges = [] }) => {
      counted.writes += 1;
      await time.sleep(latency() / 2);
      const old = ledgers.get(counter) ?? NOTHING_COUNTED;
      const taken = !ledgers.has(counter) || old.total <= most - amount;
      if (taken) {
        const before = new Map(old.before);
        if (bucket !== undefined && !before.has(bucket)) before.set(bucket, old.total);
        const returned = new Map(old.returned);
        if (returns) returned.set(returns.bucket, (returned.get(returns.bucket) ?? 0) + returns.amount);
        for (const { into, from, before: value } of merges) {
          before.set(into, value);
          for (const each of from) before.delete(each);
        }
        for (const each of forget?.buckets ?? []) {
          before.delete(each);
          returned.delete(each);
        }
        const instances = new Map(old.instances);
        if (joins !== undefined) instances.set(joins, (instances.get(joins) ?? 0) + 1);
        for (const each of forget?.epochs ?? []) instances.delete(each);
        ledgers.set(counter, { total: old.total + amount, before, returned, instances, held: old.held });
      }
      const answer = { taken, ledger: ledgers.get(counter) ?? old };
      await time.sleep(latency() / 2);
      return answer;
    },
    announce: async () => undefined,
  };
};
