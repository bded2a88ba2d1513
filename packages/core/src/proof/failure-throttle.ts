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

/**
 * Counts what failed, by key. An attempt counts from its beginning, so a burst gets no further than a sequence; what went
 * well, or was never tried, is taken back.
 */
export class FailureThrottle {
  readonly #windows = new Map<string, Window>();
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
