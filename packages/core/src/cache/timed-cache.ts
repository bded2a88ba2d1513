interface Entry<V> {
  value: V;
  /** A clock that is set back must not make memories last. */
  since: number;
  until: number;
}

/** How long an answer is remembered, by what it is: 0 for not at all. Milliseconds. */
export type Lifetime<V> = (value: V) => number;

export interface CacheFigures {
  hits: number;
  misses: number;
  size: number;
}

/**
 * Remembers answers for a while, at most `most` of them, the oldest going first. Askers for the same key in the
 * same moment share one question. A failed question is not remembered.
 */
export class TimedCache<V> {
  readonly #entries = new Map<string, Entry<V>>();
  readonly #asking = new Map<string, Promise<V>>();
  readonly #most: number;
  readonly #lifetime: Lifetime<V>;
  #hits = 0;
  #misses = 0;

  constructor(most: number, lifetime: Lifetime<V>) {
    this.#most = most;
    this.#lifetime = lifetime;
  }

  get(key: string, now: number): V | undefined {
    const entry = this.#entries.get(key);
    if (entry === undefined || entry.until <= now || entry.since > now) return undefined;
    this.#hits += 1;
    return entry.value;
  }

  /** Asks the source, past the cache. */
  fresh(key: string, now: number, ask: () => Promise<V>): Promise<V> {
    const asking = this.#asking.get(key);
    if (asking) return asking;
    this.#misses += 1;
    const question = ask()
      .then((value) => {
        this.remember(key, value, now);
        return value;
      })
      .finally(() => this.#asking.delete(key));
    this.#asking.set(key, question);
    return question;
  }

  forget(key: string): void {
    this.#entries.delete(key);
  }

  /** Remembers what was found out otherwise. */
  remember(key: string, value: V, now: number): void {
    this.#entries.delete(key);
    const lifetime = this.#lifetime(value);
    if (lifetime <= 0) return;
    const oldest = this.#entries.size >= this.#most ? this.#entries.keys().next().value : undefined;
    if (oldest !== undefined) this.#entries.delete(oldest);
    this.#entries.set(key, { value, since: now, until: now + lifetime });
  }

  figures(): CacheFigures {
    return { hits: this.#hits, misses: this.#misses, size: this.#entries.size };
  }
}
