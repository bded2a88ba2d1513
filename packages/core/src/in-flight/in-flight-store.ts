/** Milliseconds of an epoch: what an instance published lives for one to two of them unless it is published again. */
export const EPOCH_MS = 30_000;

export const epochAt = (now: number): number => Math.floor(now / EPOCH_MS);

/** How many long calls of one instance are counted, and in which epoch. */
export interface Share {
  epoch: number;
  count: number;
}

/**
 * How many long calls of a service run over all instances. An estimate: what an instance that died had published is
 * counted for a minute more, and a lost answer may have a share counted twice for as long.
 */
export interface InFlightStore {
  /** As it was a moment ago. @throws Unavailable */
  read(service: string, now: number): Promise<number>;
  /** Puts this instance's share in place of its former one, in one write. Answers the number then. @throws Unavailable */
  publish(service: string, former: Share, share: Share): Promise<number>;
}
