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
   * Takes an amount (one unless it is given), all or none, from what this instance holds. `ask`: it holds too little, and has to ask for more first.
   * Where tokens are counted nothing is taken: `held` says that some are left.
   */
  tryTake(now: number, amount?: number): "held" | "refused" | "ask";
  /** Asks the store, once for all who wait. @throws Unavailable */
  ask(amount?: number): Promise<void>;
  /** Puts an amount back: another limit has refused the call. */
  putBack(amount?: number): void;
  /** Counts an amount that is known only afterwards, even beyond the limit. @throws Unavailable */
  charge(amount: number): Promise<void>;
  standing(now: number): Standing;
}

/** Runs one at a time what many wait for, and tells it how much they wait for. */
export class Asking {
  #waiting = 0;
  #running: Promise<void> | undefined;

  get waiting(): number {
    return this.#waiting;
  }

  async join(run: () => Promise<void>, amount = 1): Promise<void> {
    this.#waiting += amount;
    // Begun a moment later, so that all who ask at once are counted.
    this.#running ??= Promise.resolve()
      .then(run)
      .finally(() => {
        this.#running = undefined;
      });
    try {
      await this.#running;
    } finally {
      this.#waiting -= amount;
    }
  }
}
