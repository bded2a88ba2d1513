interface Window {
  since: number;
  /** Those that failed, and those that are being looked at. */
  count: number;
}

export interface ThrottleSettings {
  /** Of one key within a window. */
  mostFailures: number;
  windowMs: number;
  /** At most so many are remembered, the oldest going first. */
  mostKeys: number;
}

/** Wrong passwords that a user name may have from one source. */
export const WRONG_PASSWORDS = { mostFailures: 10, windowMs: 60_000 };

/** Attempts of one key that are being looked at, and what is told when the next of them is over. */
interface UnderWay {
  count: number;
  over: PromiseWithResolvers<void>;
}

/**
 * Counts what failed, by key. An attempt counts from its beginning, so a burst gets no further than a sequence; what went
 * well, or was never tried, is taken back.
 */
export class FailureThrottle {
  readonly #windows = new Map<string, Window>();
  readonly #underWay = new Map<string, UnderWay>();
  readonly #settings: ThrottleSettings;

  constructor(settings: ThrottleSettings) {
    this.#settings = settings;
  }

  /** Whether it is tried at all; if so, it counts as failed until it is taken back. */
  begin(key: string, now: number): boolean {
    const { windowMs, mostFailures } = this.#settings;
    const known = this.#windows.get(key);
    const window =
      known && now >= known.since && now < known.since + windowMs ? known : { since: now, count: 0 };
    if (window.count >= mostFailures) return false;
    window.count += 1;
    if (window !== known) this.#open(key, window);
    return true;
  }

  /**
   * Whether it is tried, as for `begin`; but one that only those under way keep from it waits for them, so that many right
   * ones at once are all tried. Each that is tried is told over (`leave`).
   */
  async enter(key: string, now: number): Promise<boolean> {
    while (!this.begin(key, now)) {
      const others = this.#underWay.get(key);
      if (!others) return false;
      await others.over.promise;
    }
    const known = this.#underWay.get(key);
    if (known) known.count += 1;
    else this.#underWay.set(key, { count: 1, over: Promise.withResolvers() });
    return true;
  }

  /** An attempt that was entered is over. */
  leave(key: string, { failed }: { failed: boolean }): void {
    if (!failed) this.takeBack(key);
    const known = this.#underWay.get(key);
    if (!known) return;
    known.over.resolve();
    if (known.count === 1) this.#underWay.delete(key);
    else this.#underWay.set(key, { count: known.count - 1, over: Promise.withResolvers() });
  }

  /** Whether the next attempt would not be tried. */
  isUsedUp(key: string, now: number): boolean {
    const known = this.#windows.get(key);
    const { windowMs, mostFailures } = this.#settings;
    return (
      known !== undefined && known.count >= mostFailures && now >= known.since && now < known.since + windowMs
    );
  }

  takeBack(key: string): void {
    const window = this.#windows.get(key);
    if (window && window.count > 0) window.count -= 1;
  }

  get size(): number {
    return this.#windows.size;
  }

  #open(key: string, window: Window): void {
    this.#windows.delete(key);
    const isFull = this.#windows.size >= this.#settings.mostKeys;
    const oldest = isFull ? this.#windows.keys().next().value : undefined;
    if (oldest !== undefined) this.#windows.delete(oldest);
    this.#windows.set(key, window);
  }
}
