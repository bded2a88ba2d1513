import type { QuotaRule } from "../plugin/limit-rule.ts";
import { type HeldStanding, type Hold, type Holder, heldIn, leftHolds, newHoldId } from "./holder.ts";
import { type Ledger, NOTHING_COUNTED } from "./limit-store.ts";
import { KEPT_MS, type QuotaPorts, quotaCounterName } from "./quota-counter.ts";
import type { QuotaPeriod } from "./quota-period.ts";

export interface HolderPorts extends QuotaPorts {
  /** From 0 up to 1. */
  random: () => number;
  /** Called when the limit refuses a call. */
  refused(period: QuotaPeriod): Promise<void>;
}

const ANY = Number.MAX_SAFE_INTEGER;

/** A quota or budget of a period: one write holds, one settles. A hold belongs to the period in which it was made. */
export class PeriodHolder implements Holder {
  readonly #ports: HolderPorts;
  readonly #name: string;
  readonly #rule: QuotaRule;
  #period: QuotaPeriod | undefined;
  #ledger: Ledger = NOTHING_COUNTED;

  constructor(ports: HolderPorts, name: string, rule: QuotaRule) {
    this.#ports = ports;
    this.#name = name;
    this.#rule = rule;
  }

  async hold(amount: number): Promise<Hold | undefined> {
    const now = this.#ports.now();
    const period = this.#enter(now);
    const counter = quotaCounterName(this.#name, period);
    const keepUntil = period.to + KEPT_MS;
    if (amount === 0) return { amount, settle: (used) => this.#add(period, used) };
    const id = newHoldId(now, this.#ports.random);
    const { taken, ledger } = await this.#ports.store.take(counter, {
      ...{ amount, most: this.#rule.count, holds: id, keepUntil },
      forget: { holds: leftHolds(this.#ledger, now) },
    });
    await this.#seen(period, ledger);
    if (!taken) {
      await this.#ports.refused(period);
      return undefined;
    }
    return {
      amount,
      settle: async (used) => {
        const settled = await this.#ports.store.take(counter, {
          ...{ amount: used - amount, most: ANY, settles: id, keepUntil },
        });
        await this.#seen(period, settled.ledger);
        // The hold was dropped as one that a crash has left. What it held is counted.
        if (!settled.taken && used > amount) await this.#add(period, used - amount);
      },
    };
  }

  standing(now: number): HeldStanding {
    const { to } = this.#enter(now);
    const { total } = this.#ledger;
    const held = heldIn(this.#ledger);
    return { used: total - held, held, remaining: Math.max(0, this.#rule.count - total), resetAt: to };
  }

  async #add(period: QuotaPeriod, amount: number): Promise<void> {
    if (amount === 0) return;
    const counter = quotaCounterName(this.#name, period);
    const keepUntil = period.to + KEPT_MS;
    const { ledger } = await this.#ports.store.take(counter, { amount, most: ANY, keepUntil });
    await this.#seen(period, ledger);
  }

  #enter(now: number): QuotaPeriod {
    const period = this.#ports.periodAt(now);
    if (period.name !== this.#period?.name) {
      this.#period = period;
      this.#ledger = NOTHING_COUNTED;
    }
    return period;
  }

  async #seen(period: QuotaPeriod, ledger: Ledger): Promise<void> {
    if (this.#period?.name === period.name) this.#ledger = ledger;
    await this.#ports.counted(period, ledger.total - heldIn(ledger));
  }
}
