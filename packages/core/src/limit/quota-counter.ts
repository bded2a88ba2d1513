import type { QuotaRule } from "../plugin/limit-rule.ts";
import { Asking, type Counter, type Standing } from "./counter.ts";
import { Demand } from "./demand.ts";
import type { LimitStore } from "./limit-store.ts";
import type { QuotaPeriod } from "./quota-period.ts";

export interface QuotaPorts {
  store: LimitStore;
  now: () => number;
  /** The period in which a moment lies. */
  periodAt(now: number): QuotaPeriod;
  /** Called with the count of a period each time that the counter learns it. */
  counted(period: QuotaPeriod, total: number): Promise<void>;
}

/** A lease is what is spent in this time, so that an instance that ends takes little with it. */
const LEASE_MS = 2000;
const MAX_TRIES = 3;
export const KEPT_MS = 40 * 86_400_000;
/** Tokens are counted after the answer: what is known of them may be this old. */
const FRESH_MS = 1000;

/** Each period has a counter of its own. */
export const quotaCounterName = (name: string, period: QuotaPeriod): string => `${name}#${period.name}`;

/** A quota as one instance counts it: exact to what other instances hold, and to the call near its end. */
export class QuotaCounter implements Counter {
  readonly #ports: QuotaPorts;
  readonly #name: string;
  readonly #rule: QuotaRule;
  readonly #demand = new Demand();
  readonly #asking = new Asking();
  #period: QuotaPeriod | undefined;
  #total = 0;
  #held = 0;
  #isKnown = false;
  #readAt = Number.NEGATIVE_INFINITY;

  constructor(ports: QuotaPorts, name: string, rule: QuotaRule) {
    this.#ports = ports;
    this.#name = name;
    this.#rule = rule;
  }

  tryTake(now: number, amount = 1): "held" | "refused" | "ask" {
    this.#enter(now);
    if (this.#rule.unit === "tokens") {
      if (!this.#isKnown || (now - this.#readAt > FRESH_MS && this.#total < this.#rule.count)) return "ask";
      return this.#total < this.#rule.count ? "held" : "refused";
    }
    this.#demand.arrived(now);
    if (this.#held >= amount) {
      this.#held -= amount;
      return "held";
    }
    return this.#isKnown && this.#held + this.#rule.count - this.#total < amount ? "refused" : "ask";
  }

  putBack(amount = 1): void {
    if (this.#rule.unit === "calls") this.#held += amount;
  }

  ask(amount = 1): Promise<void> {
    const run = () => (this.#rule.unit === "tokens" ? this.#read() : this.#acquire());
    return this.#asking.join(run, amount);
  }

  async charge(amount: number): Promise<void> {
    await this.#take(amount, Number.MAX_SAFE_INTEGER, this.#enter(this.#ports.now()));
  }

  standing(now: number): Standing {
    const { to } = this.#enter(now);
    return { remaining: Math.max(0, this.#rule.count - this.#total) + this.#held, resetAt: to };
  }

  /** What was held for a period is worth nothing in the next. */
  #enter(now: number): QuotaPeriod {
    const period = this.#ports.periodAt(now);
    if (period.name !== this.#period?.name) {
      this.#period = period;
      this.#total = 0;
      this.#held = 0;
      this.#isKnown = false;
    }
    return period;
  }

  async #acquire(): Promise<void> {
    for (let tries = 0; tries < MAX_TRIES; tries += 1) {
      const now = this.#ports.now();
      const period = this.#enter(now);
      const amount = Math.min(this.#wanted(), this.#rule.count - this.#total);
      if (amount <= 0) return;
      if (await this.#take(amount, this.#rule.count, period)) {
        if (this.#period?.name === period.name) this.#held += amount;
        return;
      }
    }
  }

  /** A twentieth of the quota from its end, each call is counted. */
  #wanted(): number {
    const waiting = Math.max(1, this.#asking.waiting);
    const { count } = this.#rule;
    if (!this.#isKnown || count - this.#total <= count / 20) return waiting;
    const expected = this.#demand.within(LEASE_MS) ?? 0;
    return Math.max(waiting, Math.floor(Math.min(expected, count / 200)));
  }

  async #take(amount: number, most: number, period: QuotaPeriod): Promise<boolean> {
    const name = this.#counterOf(period);
    const keepUntil = period.to + KEPT_MS;
    const { taken, ledger } = await this.#ports.store.take(name, { amount, most, keepUntil });
    await this.#seen(period, ledger.total);
    return taken;
  }

  async #read(): Promise<void> {
    const period = this.#enter(this.#ports.now());
    await this.#seen(period, (await this.#ports.store.read(this.#counterOf(period)))?.total ?? 0);
  }

  async #seen(period: QuotaPeriod, total: number): Promise<void> {
    if (this.#period?.name === period.name) {
      this.#total = total;
      this.#isKnown = true;
      this.#readAt = this.#ports.now();
    }
    await this.#ports.counted(period, total);
  }

  #counterOf(period: QuotaPeriod): string {
    return quotaCounterName(this.#name, period);
  }
}
