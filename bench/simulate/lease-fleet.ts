import { chance, START, simulatedStore, worstSpan } from "@latchkey/core/limit/limit-fleet.fixture";
import type { Ledger, LimitStore } from "@latchkey/core/limit/limit-store";
import { rateCounter } from "@latchkey/core/limit/sharded-counter";
import { SimulatedTime } from "@latchkey/core/limit/simulated-time.fixture";
import type { RateRule } from "@latchkey/core/plugin/limit-rule";

/** A fleet of gateways under one limit of a minute, each with its own lease. */
export interface LeaseFleet {
  instances: number;
  /** Of the limit, in calls a minute. */
  count: number;
  mode: RateRule["mode"];
  callsPerSecond: number;
  seconds: number;
}

export interface LeaseFleetResult {
  /** Calls a second that were admitted, of those that came and those that the limit allows. */
  admitted: number;
  /** The most in any minute. */
  worst: number;
  /** Writes and reads a second, of all items and of the busiest; writes whose condition failed among them. */
  writes: number;
  vain: number;
  reads: number;
  items: number;
  hottestWrites: number;
  /** The busiest item in its busiest second. */
  peakWrites: number;
  /** The largest that an item was: what a write of it costs. */
  bytes: number;
}

/** As DynamoDB sizes an item: names, and numbers at a byte for two digits and one more. */
const bytesOf = ({ total, before, returned, instances }: Ledger): number => {
  const number = (value: number) => Math.ceil(String(value).length / 2) + 1;
  const attribute = (index: number, value: number) => 1 + index.toString(36).length + number(value);
  const all = [...before, ...returned, ...instances];
  return KEY_BYTES + number(total) + all.reduce((sum, [index, value]) => sum + attribute(index, value), 0);
};

/** `pk`, `sk`, `n`, `ttl` and their values but `n`'s, of a limit of a consumer. */
const KEY_BYTES = 75;

export const runLeaseFleet = async (fleet: LeaseFleet): Promise<LeaseFleetResult> => {
  const { instances, count, mode, callsPerSecond, seconds } = fleet;
  const time = new SimulatedTime(START);
  const random = chance(7);
  const rule: RateRule = { kind: "rate", count, periodSeconds: 60, unit: "calls", mode };
  const counted = { writes: 0, reads: 0 };
  let vain = 0;
  let bytes = 0;
  let most = 0;
  const byItem = new Map<string, Map<number, number>>();
  const plain = simulatedStore(time, counted, () => 3 + 4 * random());
  const store: LimitStore = {
    ...plain,
    take: async (counter, take) => {
      const second = Math.floor(time.now() / 1000);
      const item = byItem.get(counter) ?? new Map<number, number>();
      byItem.set(counter, item.set(second, (item.get(second) ?? 0) + 1));
      const answer = await plain.take(counter, take);
      bytes = Math.max(
        bytes,
        answer.ledger.before.size + answer.ledger.returned.size > most ? bytesOf(answer.ledger) : 0,
      );
      most = Math.max(most, answer.ledger.before.size + answer.ledger.returned.size);
      if (!answer.taken) vain += 1;
      return answer;
    },
  };
  const end = START + seconds * 1000;
  const admitted: number[] = [];
  const pause = () => ((2 * instances) / callsPerSecond) * 1000 * random();
  const instance = async (): Promise<void> => {
    const counter = rateCounter({ store, now: time.now, random }, "limit", rule);
    await time.sleep(Math.round(pause()));
    while (time.now() < end) {
      let answer = counter.tryTake(time.now());
      for (; answer === "ask"; answer = counter.tryTake(time.now())) await counter.ask();
      if (answer === "held") admitted.push(time.now());
      await time.sleep(Math.round(pause()));
    }
  };
  const running = Array.from({ length: instances }, instance);
  await time.runUntil(end + 60_000);
  await Promise.all(running);
  const totals = [...byItem.values()].map((item) => [...item.values()]);
  return {
    admitted: admitted.length / seconds,
    worst: worstSpan(admitted, 60_000),
    writes: counted.writes / seconds,
    vain: vain / seconds,
    reads: counted.reads / seconds,
    items: byItem.size,
    hottestWrites: Math.max(0, ...totals.map((each) => each.reduce((all, one) => all + one, 0))) / seconds,
    peakWrites: Math.max(0, ...totals.flat()),
    bytes,
  };
};
