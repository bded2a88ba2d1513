import type { RateRule } from "../plugin/limit-rule.ts";
import type { Counter, Standing } from "./counter.ts";
import type { CounterPorts } from "./counter-ports.ts";
import { RateCounter } from "./rate-counter.ts";

/** An item takes 1,000 write units a second (DynamoDB Developer Guide, "Partitions"), and one in full use is 2 to 3 KB. */
const WRITES_A_SECOND = 250;
/** Where a thousand instances see a call each, a lease is hardly more than that: two are planned for. */
const CALLS_A_LEASE = 2;
/**
 * Tokens are written once for each call, in either mode, and when they are already used: each shard may be exceeded by what
 * its last calls took. So shards are few.
 */
const TOKENS = { writesASecond: 500, aWrite: 20 };
const MAX_SHARDS = 64;
/** How many shards are asked before a call is refused. */
const MAX_TRIED = 3;

export const shardsFor = ({ count, periodSeconds, mode, unit }: RateRule): number => {
  const perSecond = count / periodSeconds;
  const shards =
    unit === "tokens"
      ? perSecond / TOKENS.aWrite / TOKENS.writesASecond
      : perSecond / (mode === "strict" ? 1 : CALLS_A_LEASE) / WRITES_A_SECOND;
  return Math.min(MAX_SHARDS, Math.max(1, Math.ceil(shards)));
};

/** One item is enough for most limits; a hot one is several, each with its share of the limit. */
export const shardsOf = (name: string, rule: RateRule): { name: string; rule: RateRule }[] => {
  const shards = shardsFor(rule);
  if (shards === 1) return [{ name, rule }];
  const share = Math.floor(rule.count / shards);
  return Array.from({ length: shards }, (_, index) => ({
    name: `${name}#${shards}.${index}`,
    rule: { ...rule, count: share + (index < rule.count % shards ? 1 : 0) },
  }));
};

export const rateCounter = (ports: CounterPorts, name: string, rule: RateRule): Counter => {
  const counters = shardsOf(name, rule).map((shard) => new RateCounter(ports, shard.name, shard.rule));
  const [only] = counters;
  if (only && counters.length === 1) return only;
  return new ShardedCounter(counters, Math.floor(ports.random() * counters.length));
};

/** An instance keeps to a shard, and turns to the next where there is nothing left. */
class ShardedCounter implements Counter {
  readonly #shards: readonly Counter[];
  /** Those that were never asked are full, and stay so: headers want the sum with every call. */
  readonly #full: Set<Counter>;
  readonly #asked: Counter[] = [];
  #leftInFull = 0;
  #home: number;
  #last: Counter | undefined;

  constructor(shards: readonly Counter[], home: number) {
    this.#shards = shards;
    this.#full = new Set(shards);
    this.#home = home;
    for (const shard of shards) this.#leftInFull += shard.standing(0).remaining;
  }

  tryTake(now: number, amount = 1): "held" | "refused" | "ask" {
    for (let tried = 0; tried < MAX_TRIED; tried += 1) {
      this.#last = this.#at(this.#home);
      const outcome = this.#last.tryTake(now, amount);
      if (outcome !== "refused") return outcome;
      this.#home = (this.#home + 1) % this.#shards.length;
    }
    return "refused";
  }

  async ask(amount = 1): Promise<void> {
    await (this.#last ?? this.#at(this.#home)).ask(amount);
  }

  putBack(amount = 1): void {
    this.#last?.putBack(amount);
  }

  async charge(amount: number): Promise<void> {
    await this.#at(this.#home).charge(amount);
  }

  /** What is left in all of them, as if those that were never asked were full. */
  standing(now: number): Standing {
    const [full] = this.#full;
    let remaining = this.#leftInFull;
    let resetAt = full?.standing(now).resetAt ?? Number.POSITIVE_INFINITY;
    for (const shard of this.#asked) {
      const standing = shard.standing(now);
      remaining += standing.remaining;
      resetAt = Math.min(resetAt, standing.resetAt);
    }
    return { remaining, resetAt };
  }

  #at(index: number): Counter {
    const shard = this.#shards[index];
    if (!shard) throw new RangeError("There is no such shard.");
    if (this.#full.delete(shard)) {
      this.#leftInFull -= shard.standing(0).remaining;
      this.#asked.push(shard);
    }
    return shard;
  }
}
