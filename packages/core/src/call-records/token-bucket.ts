/** So many at once and so many a second, by a clock that is passed in. */
export class TokenBucket {
  readonly #most: number;
  readonly #perSecond: number;
  #left: number;
  #since = 0;

  constructor(most: number, perSecond: number) {
    this.#most = most;
    this.#perSecond = perSecond;
    this.#left = most;
  }

  /** @param now milliseconds since the epoch; a clock that is set back brings nothing, and goes on from there */
  take(now: number): boolean {
    const gained = (Math.max(0, now - this.#since) * this.#perSecond) / 1000;
    this.#left = Math.min(this.#most, this.#left + gained);
    this.#since = now;
    if (this.#left < 1) return false;
    this.#left -= 1;
    return true;
  }
}
