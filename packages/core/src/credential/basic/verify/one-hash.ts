/**
 * Lets one password be hashed for a request, however many it carries: of those whose user is known the first one, and where
 * none is known, one all the same: that takes as long.
 */
export class OneHash<L> {
  readonly #logins = new Map<string, Promise<L>>();
  readonly #lookups: Promise<unknown>[] = [];
  #isSpent = false;

  /** Each login of a request is tried once, however often the request is looked at. */
  once(name: string, signIn: () => Promise<L>): Promise<L> {
    const known = this.#logins.get(name);
    if (known) return known;
    const login = signIn();
    this.#logins.set(name, login);
    return login;
  }

  /** @param lookup settles when it is known whose the login is: to be said before anything is waited for */
  enter(lookup: Promise<unknown>): void {
    this.#lookups.push(lookup);
  }

  async mayHash(isKnown: boolean): Promise<boolean> {
    if (!isKnown) await Promise.allSettled(this.#lookups);
    if (this.#isSpent) return false;
    this.#isSpent = true;
    return true;
  }
}
