/** How much the last call weighs in the mean. */
const WEIGHT = 0.2;

/** How often one instance is asked, refused calls too. */
export class Demand {
  #last: number | undefined;
  #mean: number | undefined;

  arrived(now: number): void {
    if (this.#last !== undefined) {
      const between = Math.max(0, now - this.#last);
      this.#mean = this.#mean === undefined ? between : this.#mean + WEIGHT * (between - this.#mean);
    }
    this.#last = now;
  }

  /** How many calls to expect in a span; nothing is known of an instance that was asked once. */
  within(ms: number): number | undefined {
    return this.#mean === undefined ? undefined : Math.ceil(ms / Math.max(this.#mean, 0.1));
  }
}
