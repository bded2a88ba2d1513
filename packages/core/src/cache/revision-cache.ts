/**
 * What was computed from a credential, for as long as its revision is current. At most `most` of them, the oldest going
 * first.
 */
export class RevisionCache<V> {
  readonly #made = new Map<string, { revision: number; value: V }>();
  readonly #most: number;

  constructor(most: number) {
    this.#most = most;
  }

  get({ id, revision }: { id: string; revision: number }): V | undefined {
    const known = this.#made.get(id);
    return known?.revision === revision ? known.value : undefined;
  }

  keep({ id, revision }: { id: string; revision: number }, value: V): V {
    this.#made.delete(id);
    const oldest = this.#made.size >= this.#most ? this.#made.keys().next().value : undefined;
    if (oldest !== undefined) this.#made.delete(oldest);
    this.#made.set(id, { revision, value });
    return value;
  }
}
