/** How many calls a second one instance is asked for, refused ones too: over the last bucket and this one. */
export class Demand {
  #bucket = Number.NEGATIVE_INFINITY;
  /** When the first of those that are counted came. */
  #since = 0;
  #current = 0;
  #last = 0;

  arrived(now: number, bucketMs: number): void {
    const bucket = Math.floor(now / bucketMs);
    if (bucket !== this.#bucket) {
      const isNext = bucket === this.#bucket + 1;
      this.#last = isNext ? this.#current : 0;
      this.#since = isNext ? Math.max(this.#since, this.#bucket * bucketMs) : now;
      this.#current = 0;
      this.#bucket = bucket;
    }
    this.#current += 1;
  }

  /** Nothing is known of an instance that was asked once. Two calls at once are no stream of calls yet. */
  perSecond(now: number, bucketMs: number): number | undefined {
    const counted = this.#last + this.#current;
    return counted <= 1 ? undefined : (1000 * counted) / Math.max(now - this.#since, bucketMs / 2);
  }
}
