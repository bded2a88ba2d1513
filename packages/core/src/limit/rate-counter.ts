import type { RateRule } from "../plugin/limit-rule.ts";
import { asCounted } from "./as-counted.ts";
import { Asking, type Counter, type Standing } from "./counter.ts";
import type { CounterPorts } from "./counter-ports.ts";
import { Demand } from "./demand.ts";
import { epochAt, instanceCount, pastEpochs } from "./instance-count.ts";
import { leaseSize, mayLease } from "./lease-size.ts";
import { type Ledger, NOTHING_COUNTED, type Take } from "./limit-store.ts";
import { merges } from "./merged-buckets.ts";
import { bucketAt, ceilingIn, forgettable, opensAt, type RateWindow, rateWindow } from "./rate-window.ts";
import { type WindowStanding, windowStanding } from "./window-standing.ts";

/** Lost races are tried again this often; then the window counts as closed until it opens by what is known. */
const MAX_TRIES = 3;

/**
 * A rate limit as one instance counts it. Strict: one write for each call, or for those that wait together. Leased:
 * the instance takes a part of the window in one write and spends it from memory until its sub-bucket is over, so
 * that what an instance took to its grave, or sleeps with, is only missing for a window.
 */
export class RateCounter implements Counter {
  readonly #ports: CounterPorts;
  readonly #name: string;
  readonly #rule: RateRule;
  readonly #window: RateWindow;
  readonly #demand = new Demand();
  readonly #asking = new Asking();
  #ledger: Ledger | undefined;
  #readAt = Number.NEGATIVE_INFINITY;
  #joined = -1;
  #lease = { left: 0, until: 0, bucket: 0 };
  /** Whether the lease is all that there was, though more was asked for. */
  #isShort = false;
  #closedUntil = 0;
  #lookAgainMs = 0;
  #shown: WindowStanding | undefined;

  constructor(ports: CounterPorts, name: string, rule: RateRule) {
    this.#ports = ports;
    this.#name = name;
    this.#rule = asCounted(rule);
    this.#window = rateWindow(this.#rule);
  }

  tryTake(now: number, amount = 1): "held" | "refused" | "ask" {
    if (this.#rule.unit === "tokens") return this.#tokensLeft(now);
    this.#demand.arrived(now);
    const left = now < this.#lease.until ? this.#lease.left : 0;
    if (left >= amount) {
      this.#lease.left -= amount;
      return "held";
    }
    return now < this.#closedUntil || (this.#isShort && left > 0) ? "refused" : "ask";
  }

  putBack(amount = 1): void {
    if (this.#rule.unit === "calls") this.#lease.left += amount;
  }

  ask(amount = 1): Promise<void> {
    const run = () => (this.#rule.unit === "tokens" ? this.#read() : this.#acquire());
    return this.#asking.join(run, amount);
  }

  async charge(amount: number): Promise<void> {
    const bucket = bucketAt(this.#window, this.#ports.now());
    await this.#take({ amount, most: Number.MAX_SAFE_INTEGER, bucket }, bucket);
  }

  standing(now: number): Standing {
    const bucket = bucketAt(this.#window, now);
    const ledger = this.#ledger ?? NOTHING_COUNTED;
    // Kept for as long as nothing changes: headers want it with every call.
    if (this.#shown?.ledger !== ledger || this.#shown.bucket !== bucket)
      this.#shown = windowStanding(this.#window, ledger, this.#rule.count, bucket);
    const { free, restoredAt, opensAt: opens } = this.#shown;
    const held = now < this.#lease.until ? this.#lease.left : 0;
    const remaining = Math.min(this.#rule.count, Math.max(0, free) + held);
    return { remaining, resetAt: remaining > 0 ? restoredAt : Math.max(opens, this.#closedUntil) };
  }

  /** Answers are slow where tokens are counted, so what is known may be a bucket old. */
  #tokensLeft(now: number): "held" | "refused" | "ask" {
    const bucket = bucketAt(this.#window, now);
    if (!this.#ledger || now - this.#readAt > this.#window.bucketMs) return "ask";
    return ceilingIn(this.#window, this.#ledger, this.#rule.count, bucket) > this.#ledger.total
      ? "held"
      : "refused";
  }

  async #acquire(): Promise<void> {
    if (this.#rule.mode === "leased" && this.#isBehind()) await this.#read();
    for (let tries = 0; tries < MAX_TRIES; tries += 1) {
      const now = this.#ports.now();
      const bucket = bucketAt(this.#window, now);
      const until = (bucket + 2) * this.#window.bucketMs;
      const unspent = this.#unspent(bucket);
      const ledger = this.#ledger ?? NOTHING_COUNTED;
      const most = ceilingIn(this.#window, ledger, this.#rule.count, bucket) + (unspent?.amount ?? 0);
      const free = most - ledger.total;
      const { wanted, least } = this.#size(free, until - now);
      const amount = Math.min(wanted, free);
      if (amount < least) return this.#close(least, bucket);
      if (await this.#take({ amount, most, bucket, ...(unspent ? { returns: unspent } : {}) }, bucket)) {
        this.#lease = { left: amount, until, bucket };
        this.#isShort = amount < wanted;
        this.#lookAgainMs = 0;
        return;
      }
    }
    this.#close(1, bucketAt(this.#window, this.#ports.now()));
  }

  /** What an instance did not get to spend it gives back with its next write, as long as a window still counts it. */
  #unspent(bucket: number): Take["returns"] {
    const { left, bucket: counted } = this.#lease;
    return left > 0 && counted > bucket - this.#window.span ? { bucket: counted, amount: left } : undefined;
  }

  /** Looks before it writes, so that a write is seldom in vain; who counts alone knows everything. */
  #isBehind(): boolean {
    if (!this.#ledger) return true;
    const age = this.#ports.now() - this.#readAt;
    return (
      this.#instances() > 1 &&
      age > this.#window.bucketMs / 10 &&
      mayLease({ count: this.#rule.count, instances: this.#instances() })
    );
  }

  /**
   * Nothing is left before the window moves on, but for what others give back: where they lease it is looked for, ever
   * more seldom.
   */
  #close(amount: number, bucket: number): void {
    const { bucketMs } = this.#window;
    const opens = opensAt(this.#window, this.#ledger ?? NOTHING_COUNTED, this.#rule.count, amount, bucket);
    const next = Math.max(opens, (bucket + 1) * bucketMs);
    this.#closedUntil = next;
    if (this.#rule.mode === "strict" || this.#instances() === 1) return;
    this.#lookAgainMs = Math.max(2 * bucketMs, 2 * this.#lookAgainMs);
    const apart = Math.floor(this.#ports.random() * 2 * bucketMs);
    this.#closedUntil = Math.min(next, this.#ports.now() + this.#lookAgainMs) + apart;
  }

  #size(free: number, lifeMs: number) {
    const waiting = Math.max(1, this.#asking.waiting);
    if (this.#rule.mode === "strict") return { wanted: waiting, least: 1 };
    const expected = this.#demand.within(lifeMs);
    return leaseSize({
      count: this.#rule.count,
      instances: this.#instances(),
      free,
      expected,
      waiting,
    });
  }

  #epoch(): number {
    return epochAt(this.#window, this.#ports.now());
  }

  #instances(): number {
    const epoch = this.#epoch();
    return instanceCount(this.#ledger ?? NOTHING_COUNTED, epoch, this.#joined === epoch);
  }

  async #read(): Promise<void> {
    const ledger = await this.#ports.store.read(this.#name);
    this.#seen(ledger ?? NOTHING_COUNTED);
  }

  async #take(take: Pick<Take, "amount" | "most" | "bucket" | "returns">, bucket: number): Promise<boolean> {
    const epoch = this.#epoch();
    // The amount is given back at most once, even if the write fails.
    if (take.returns) this.#lease.left = 0;
    const { taken, ledger } = await this.#ports.store.take(this.#name, {
      ...take,
      ...(this.#joined === epoch ? {} : { joins: epoch }),
      forget: {
        buckets: this.#ledger ? forgettable(this.#window, this.#ledger, bucket) : [],
        epochs: this.#ledger ? pastEpochs(this.#ledger, epoch) : [],
      },
      // A lease is spent later than it is counted: there each bucket counts.
      merges: this.#ledger && this.#rule.mode === "strict" ? merges(this.#window, this.#ledger, bucket) : [],
      keepUntil: this.#ports.now() + 2 * this.#window.bucketMs * this.#window.span,
    });
    if (taken) this.#joined = epoch;
    else if (take.returns) this.#lease.left += take.returns.amount;
    this.#seen(ledger);
    return taken;
  }

  #seen(ledger: Ledger): void {
    this.#ledger = ledger;
    this.#readAt = this.#ports.now();
  }
}
