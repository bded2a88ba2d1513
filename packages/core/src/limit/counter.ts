/** The state of a limit, as far as this instance knows. */
export interface Standing {
  /** What is left. */
  remaining: number;
  /** Milliseconds since the epoch: when something is left again, or when all of it is. */
  resetAt: number;
}

/** One limit as one instance counts it. */
export interface Counter {
  /**
   * Takes one from what this instance holds. `ask`: it holds none, and has to ask for some first.
   * Where tokens are counted nothing is taken: `held` says that some are left.
   */
  tryTake(now: number): "held" | "refused" | "ask";
  /** Asks the store, once for all who wait. @throws Unavailable */
  ask(): Promise<void>;
  /** Puts one back: another limit has refused the call. */
  putBack(): void;
  /** Counts an amount that is known only afterwards, even beyond the limit. @throws Unavailable */
  charge(amount: number): Promise<void>;
  standing(now: number): Standing;
}

/** Runs one at a time what many wait for, and tells it how many. */
export class Asking {
  #waiting = 0;
  #running: Promise<void> | undefined;

  get waiting(): number {
    return this.#waiting;
  }

  async join(run: () => Promise<void>): Promise<void> {
    this.#waiting += 1;
    // Begun a moment later, so that all who ask at once are counted.
    this.#running ??= Promise.resolve()
      .then(run)
      .finally(() => {
        this.#running = undefined;
      });
    try {
      await this.#running;
    } finally {
      this.#waiting -= 1;
    }
  }
}
