import type { Refusal } from "../refusal.ts";

/** A span of time in which an allowance is used up, and after which it is whole again. */
export interface AllowanceWindow {
  /** Milliseconds since the epoch. */
  start: number;
  seconds: number;
}

/** What is counted, of whom, and when: `teams-made/ada@example.com` in a day. Not stored in the clear. */
export interface Allowance {
  of: string;
  window: AllowanceWindow;
}

/** `amount`, at least 1, is used when no more than `most` is used with it. */
export interface Spend extends Allowance {
  amount: number;
  most: number;
}

/** Counts an action that is limited in number per period, in the same transaction as the action. */
export interface SpendWrite {
  write: "spend";
  spend: Spend;
  otherwise: Refusal;
}

export interface Used {
  used: number;
  /** Milliseconds since the epoch. */
  resetsAt: number;
}

/**
 * What a person or a team may do so often in a time, counted over all instances. What is spent together with a change
 * of records is a write of that change (`spend`) instead.
 */
export interface AllowanceStore {
  /**
   * Uses all of the amount or nothing, in one write that no other can come between. `used` is as it is afterwards.
   * A lost answer may have it counted twice, never less than once.
   * @throws Unavailable when it is not known whether it was done.
   */
  take(spend: Spend): Promise<Used & { taken: boolean }>;
  /** As it is now. @throws Unavailable */
  used(allowance: Allowance): Promise<Used>;
}

export const DAY_SECONDS = 86_400;

/** The window in which a moment lies: all of one length follow each other from the epoch on, days those of UTC. */
export const windowAt = (now: number, seconds: number): AllowanceWindow => ({
  start: Math.floor(now / (seconds * 1000)) * seconds * 1000,
  seconds,
});

export const endOf = ({ start, seconds }: AllowanceWindow): number => start + seconds * 1000;
