import { epochAt, type InFlightStore, type Share } from "./in-flight-store.ts";

/** A call is worth a write once it has run for this long. Short ones make no load that outlives what is known of it. */
const LONG_MS = 1000;
/** How often an instance asks how many run elsewhere before it refuses a call. */
const ASK_AGAIN_MS = 1000;
/** After a failed write the store is left alone. */
const PAUSE_MS = 10_000;

export interface LoadPorts {
  store: InFlightStore;
  now(): number;
  /** Told of a store that does not answer: this instance's own bound holds all the same. */
  report(error: unknown): void;
}

/** A call while it runs. */
interface Running {
  since: number;
}

/** The calls in flight to one service: exact for this instance, for the others as they publish it. */
export class ServiceLoad {
  readonly #service: string;
  readonly #ports: LoadPorts;
  readonly #running = new Set<Running>();
  #share: Share = { epoch: 0, count: 0 };
  #others = 0;
  #knownAt = Number.NEGATIVE_INFINITY;
  #pausedUntil = Number.NEGATIVE_INFINITY;
  #asking: Promise<void> | undefined;
  #publishing: Promise<void> | undefined;

  constructor(service: string, ports: LoadPorts) {
    this.#service = service;
    this.#ports = ports;
  }

  get isIdle(): boolean {
    return this.#running.size === 0 && this.#share.count === 0 && !this.#publishing && !this.#asking;
  }

  /** Lets a call begin where fewer than `most` run; answers what ends it. */
  async begin(most: number): Promise<(() => Promise<void>) | undefined> {
    if (this.#running.size >= most) return undefined;
    // Others may have come to an end since: they are asked before a call is refused because of them.
    if (!this.#fits(most) && Math.abs(this.#ports.now() - this.#knownAt) >= ASK_AGAIN_MS) await this.learn();
    if (!this.#fits(most)) return undefined;
    const running: Running = { since: this.#ports.now() };
    this.#running.add(running);
    return async () => {
      this.#running.delete(running);
      if (this.#share.count > 0 || this.#publishing) await this.publish();
    };
  }

  /** Asks how many run elsewhere. Never fails: while the number is unknown, it counts as 0. */
  async learn(): Promise<void> {
    this.#asking ??= this.#ask().finally(() => {
      this.#asking = undefined;
    });
    await this.#asking;
  }

  /** Tells the others of this instance's long calls, where their number has changed, and once an epoch. */
  async publish(): Promise<void> {
    while (this.#publishing) await this.#publishing;
    const now = this.#ports.now();
    const share = { epoch: epochAt(now), count: this.#longAt(now) };
    const isTold =
      share.count === this.#share.count && (share.count === 0 || share.epoch === this.#share.epoch);
    if (isTold || now < this.#pausedUntil) return;
    this.#publishing = this.#put(share, now).finally(() => {
      this.#publishing = undefined;
    });
    await this.#publishing;
  }

  #fits(most: number): boolean {
    return this.#running.size + this.#others < most;
  }

  #longAt(now: number): number {
    let long = 0;
    for (const { since } of this.#running) if (now - since >= LONG_MS) long += 1;
    return long;
  }

  async #ask(): Promise<void> {
    const now = this.#ports.now();
    try {
      this.#know(await this.#ports.store.read(this.#service, now), now);
    } catch (error) {
      this.#know(0, now);
      this.#ports.report(error);
    }
  }

  async #put(share: Share, now: number): Promise<void> {
    const former = this.#share;
    // Where it is not known whether it was written, it is never taken back: one count too many ends by itself.
    this.#share = { epoch: share.epoch, count: 0 };
    try {
      const total = await this.#ports.store.publish(this.#service, former, share);
      this.#share = share;
      this.#know(total, now);
    } catch (error) {
      this.#pausedUntil = now + PAUSE_MS;
      this.#ports.report(error);
    }
  }

  #know(total: number, now: number): void {
    this.#others = Math.max(0, total - this.#share.count);
    this.#knownAt = now;
  }
}
