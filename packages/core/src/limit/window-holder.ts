import type { RateRule } from "../plugin/limit-rule.ts";
import { type HeldStanding, type Hold, type Holder, heldIn, leftHolds, newHoldId } from "./holder.ts";
import { type Ledger, type LimitStore, NOTHING_COUNTED, type Take } from "./limit-store.ts";
import { bucketAt, ceilingIn, forgettable, type RateWindow, rateWindow } from "./rate-window.ts";
import { windowStanding } from "./window-standing.ts";

export interface WindowPorts {
  store: LimitStore;
  /** Milliseconds since the epoch. */
  now: () => number;
  /** From 0 up to 1. */
  random: () => number;
}

const ANY = Number.MAX_SAFE_INTEGER;
/** Lost races are tried again this often; then there is no room by what is known. */
const MAX_TRIES = 3;

/** A rate whose amounts are held: what was held and not used is given back to the part of the window that it was held in. */
export class WindowHolder implements Holder {
  readonly #ports: WindowPorts;
  readonly #name: string;
  readonly #rule: RateRule;
  readonly #window: RateWindow;
  #ledger: Ledger | undefined;

  constructor(ports: WindowPorts, name: string, rule: RateRule) {
    this.#ports = ports;
    this.#name = name;
    this.#rule = rule;
    this.#window = rateWindow({ ...rule, mode: "strict" });
  }

  async hold(amount: number): Promise<Hold | undefined> {
    if (amount === 0) return { amount, settle: (used) => this.#use(used) };
    this.#ledger ??= (await this.#ports.store.read(this.#name)) ?? NOTHING_COUNTED;
    for (let tries = 0; tries < MAX_TRIES; tries += 1) {
      const now = this.#ports.now();
      const bucket = bucketAt(this.#window, now);
      const most = ceilingIn(this.#window, this.#ledger, this.#rule.count, bucket);
      const id = newHoldId(now, this.#ports.random);
      // Also where it does not fit by what is known: the answer tells what is so now.
      if (await this.#take({ amount, most, bucket, holds: id }))
        return { amount, settle: (used) => this.#settle(id, { amount, bucket }, used) };
      if (ceilingIn(this.#window, this.#ledger, this.#rule.count, bucket) - this.#ledger.total < amount)
        break;
    }
    return undefined;
  }

  standing(now: number): HeldStanding {
    const ledger = this.#ledger ?? NOTHING_COUNTED;
    const { count } = this.#rule;
    const { free, restoredAt } = windowStanding(this.#window, ledger, count, bucketAt(this.#window, now));
    const held = heldIn(ledger);
    return {
      used: Math.max(0, count - free - held),
      held,
      remaining: Math.max(0, free),
      resetAt: restoredAt,
    };
  }

  async #settle(id: string, held: { amount: number; bucket: number }, used: number): Promise<void> {
    const unused = held.amount - used;
    const taken = await this.#take({
      ...{ amount: Math.max(0, -unused), most: ANY, settles: id },
      ...{ bucket: bucketAt(this.#window, this.#ports.now()) },
      ...(unused > 0 ? { returns: { bucket: held.bucket, amount: unused } } : {}),
    });
    if (!taken && unused < 0) await this.#use(-unused);
  }

  async #use(amount: number): Promise<void> {
    const bucket = bucketAt(this.#window, this.#ports.now());
    if (amount > 0) await this.#take({ amount, most: ANY, bucket });
  }

  async #take(take: Omit<Take, "keepUntil" | "forget">): Promise<boolean> {
    const now = this.#ports.now();
    const ledger = this.#ledger ?? NOTHING_COUNTED;
    const { taken, ledger: known } = await this.#ports.store.take(this.#name, {
      ...take,
      forget: {
        buckets: forgettable(this.#window, ledger, bucketAt(this.#window, now)),
        holds: leftHolds(ledger, now),
      },
      keepUntil: now + 2 * this.#window.bucketMs * this.#window.span,
    });
    this.#ledger = known;
    return taken;
  }
}
