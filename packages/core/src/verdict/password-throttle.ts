/** Wrong passwords that a user name may have from one source within a minute. */
const MOST_FAILURES = 10;
const WINDOW_MS = 60_000;

interface Window {
  since: number;
  /** Those that failed, and those that are being looked at. */
  count: number;
}

/**
 * Counts wrong passwords by user name and source. An attempt counts from its beginning, so a burst gets no further
 * than a sequence; what was right, or never looked at, is taken back.
 */
export class PasswordThrottle {
  readonly #windows = new Map<string, Window>();
  readonly #most: number;

  constructor(most: number) {
    this.#most = most;
  }

  /** Whether the password is looked at at all; if so, it counts as wrong until it is taken back. */
  begin(key: string, now: number): boolean {
    const known = this.#windows.get(key);
    const window =
      known && now >= known.since && now < known.since + WINDOW_MS ? known : { since: now, count: 0 };
    if (window.count >= MOST_FAILURES) return false;
    window.count += 1;
    if (window !== known) this.#open(key, window);
    return true;
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
    const oldest = this.#windows.size >= this.#most ? this.#windows.keys().next().value : undefined;
    if (oldest !== undefined) this.#windows.delete(oldest);
    this.#windows.set(key, window);
  }
}
