/** Time that passes only when everything that can happen at one moment has happened. */
export class SimulatedTime {
  #now: number;
  #sleeping: { at: number; wake: () => void }[] = [];

  constructor(now: number) {
    this.#now = now;
  }

  readonly now = (): number => this.#now;

  sleep(ms: number): Promise<void> {
    return new Promise((wake) => this.#push({ at: this.#now + Math.max(0, ms), wake }));
  }

  /** Runs until the given time, or until no task sleeps. */
  async runUntil(end: number): Promise<void> {
    await settled();
    for (let next = this.#sleeping[0]; next && next.at <= end; next = this.#sleeping[0]) {
      this.#now = next.at;
      for (let due = this.#sleeping[0]; due && due.at <= this.#now; due = this.#sleeping[0]) {
        this.#pop();
        due.wake();
      }
      await settled();
    }
    this.#now = end;
  }

  /** A binary heap: thousands sleep. */
  #push(item: { at: number; wake: () => void }): void {
    const heap = this.#sleeping;
    let index = heap.push(item) - 1;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      const above = heap[parent];
      if (!above || above.at <= item.at) break;
      heap[index] = above;
      index = parent;
    }
    heap[index] = item;
  }

  #pop(): void {
    const heap = this.#sleeping;
    const last = heap.pop();
    if (!last || heap.length === 0) return;
    let index = 0;
    for (;;) {
      const left = 2 * index + 1;
      const right = left + 1;
      const child = (heap[right]?.at ?? Number.POSITIVE_INFINITY) < (heap[left]?.at ?? 0) ? right : left;
      const below = heap[child];
      if (!below || below.at >= last.at) break;
      heap[index] = below;
      index = child;
    }
    heap[index] = last;
  }
}

/** Every promise that can go on has gone on: none of them waits for anything but this time. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
