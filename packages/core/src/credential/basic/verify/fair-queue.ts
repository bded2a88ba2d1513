/** As many are waiting as may. */
export class QueueFull extends Error {
  override readonly name = "QueueFull";
}

export interface FairQueueSettings {
  /** How much runs at the same time. */
  slots: number;
  /** How many may wait: of one source, and in all. */
  mostOfSource: number;
  most: number;
}

/**
 * Runs expensive work a few at a time, one at a time for each source, the sources taking turns: a source that asks a
 * thousand times delays itself alone.
 */
export class FairQueue {
  readonly #settings: FairQueueSettings;
  /** In the order of their turns. */
  readonly #waiting = new Map<string, (() => void)[]>();
  readonly #running = new Set<string>();
  #count = 0;

  constructor(settings: FairQueueSettings) {
    this.#settings = settings;
  }

  /** @throws QueueFull */
  async run<T>(source: string, work: () => Promise<T>): Promise<T> {
    await this.#turn(source);
    try {
      return await work();
    } finally {
      this.#running.delete(source);
      this.#toEnd(source);
      this.#next();
    }
  }

  get waiting(): number {
    return this.#count;
  }

  #turn(source: string): Promise<void> {
    const { most, mostOfSource } = this.#settings;
    const lane = this.#waiting.get(source) ?? [];
    if (this.#count >= most || lane.length >= mostOfSource) throw new QueueFull();
    return new Promise((resolve) => {
      lane.push(resolve);
      this.#waiting.set(source, lane);
      this.#count += 1;
      this.#next();
    });
  }

  /** A source that has just had a turn comes after those that are waiting for theirs. */
  #toEnd(source: string): void {
    const lane = this.#waiting.get(source);
    if (!lane) return;
    this.#waiting.delete(source);
    this.#waiting.set(source, lane);
  }

  #next(): void {
    for (const [source, lane] of this.#waiting) {
      if (this.#running.size >= this.#settings.slots) return;
      if (this.#running.has(source)) continue;
      const start = lane.shift();
      if (lane.length === 0) this.#waiting.delete(source);
      if (!start) continue;
      this.#count -= 1;
      this.#running.add(source);
      start();
    }
  }
}
