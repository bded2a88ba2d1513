import type { Standing } from "./counter.ts";
import type { Ledger } from "./limit-store.ts";

/** What a call may use, counted under a limit until it is known what it has used. */
export interface Hold {
  amount: number;
  /** Counts what was used in its place, once. @throws Unavailable: then what was held stays counted. */
  settle(used: number): Promise<void>;
}

export interface HeldStanding extends Standing {
  used: number;
  /** What calls under way may use. */
  held: number;
}

/** A limit that calls hold amounts of before they are forwarded. What is used and held never exceeds it. */
export interface Holder {
  /** Nothing where the amount does not fit. @throws Unavailable */
  hold(amount: number): Promise<Hold | undefined>;
  /** As this instance last knew it. */
  standing(now: number): HeldStanding;
}

/** No call is under way for longer. What is held for longer is what a crash has left. Seconds. */
const LONGEST_CALL = 7200;
const MOST_FORGOTTEN = 25;
/** Digits of the time at the beginning of an id, in base 36. */
const TIME_DIGITS = 7;

/** An id that no other hold of the counter has, and that tells when it was made. */
export const newHoldId = (now: number, random: () => number): string => {
  const seconds = Math.floor(now / 1000)
    .toString(36)
    .padStart(TIME_DIGITS, "0");
  return `${seconds}${random().toString(36).slice(2, 13)}`;
};

/** Holds that are no longer settled: they cost what they held, and their names are dropped. */
export const leftHolds = ({ held }: Ledger, now: number): string[] =>
  [...held.keys()]
    .filter((id) => Number.parseInt(id.slice(0, TIME_DIGITS), 36) < now / 1000 - LONGEST_CALL)
    .slice(0, MOST_FORGOTTEN);

export const heldIn = ({ held }: Ledger): number =>
  [...held.values()].reduce((sum, amount) => sum + amount, 0);
