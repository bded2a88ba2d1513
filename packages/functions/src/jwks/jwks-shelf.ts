import { Unavailable } from "@latchkey/core/outage";
import type { PublishedKey } from "@latchkey/core/proof/jwks-source";

export interface ShelvedKeys {
  keys: PublishedKey[];
  /** Milliseconds since the epoch. */
  fetchedAt: number;
}

/** Where instances leave published keys for each other. It is a help, never needed: neither verb fails. */
export interface JwksShelf {
  get(uri: string): Promise<ShelvedKeys | undefined>;
  put(uri: string, keys: PublishedKey[], fetchedAt: number): Promise<void>;
}

/** For a process that shares with no other. */
export const NO_SHELF: JwksShelf = { get: async () => undefined, put: async () => {} };

/** A shelf that may be out of reach: then keys are fetched as if nothing lay there. */
export const besideOutages = (shelf: JwksShelf, report: (error: Unavailable) => void): JwksShelf => {
  const orNothing = async <T>(work: Promise<T>): Promise<T | undefined> => {
    try {
      return await work;
    } catch (error) {
      if (!(error instanceof Unavailable)) throw error;
      report(error);
      return undefined;
    }
  };
  return {
    get: (uri) => orNothing(shelf.get(uri)),
    put: (uri, keys, fetchedAt) => orNothing(shelf.put(uri, keys, fetchedAt)),
  };
};
