import type { NewEvent } from "../event/event.ts";

/** What a counter says: everything that was ever counted, and how it came to be. */
export interface Ledger {
  /** Grows only, but where what was held is settled for less. */
  total: number;
  /** For each sub-bucket in which something was counted: what `total` was before. */
  before: ReadonlyMap<number, number>;
  /** For each sub-bucket: how much of what was counted in it was given back unspent. */
  returned: ReadonlyMap<number, number>;
  /** How many instances began to count in an epoch. */
  instances: ReadonlyMap<number, number>;
  /** What is counted for calls under way, by the hold's id. It is in the total. */
  held: ReadonlyMap<string, number>;
}

/** A counter without counts. */
export const NOTHING_COUNTED: Ledger = {
  total: 0,
  before: new Map(),
  returned: new Map(),
  instances: new Map(),
  held: new Map(),
};

/** Sub-buckets that are told by a later one, and what the total was before all of them. */
export interface Merge {
  into: number;
  from: readonly number[];
  before: number;
}

/** One count. Numbers of buckets and epochs are whole and grow with time. */
export interface Take {
  /** Below zero where less was used than was held. */
  amount: number;
  /** What the total may be afterwards at most. */
  most: number;
  /** The sub-bucket that it is counted in; none where the counter itself is a period. */
  bucket?: number;
  /** The epoch in which this instance counts for the first time. */
  joins?: number;
  /** What was counted in an earlier bucket and not spent. */
  returns?: { bucket: number; amount: number };
  merges?: readonly Merge[];
  /** Attributes that are no longer needed: removed in the same write. */
  forget?: { buckets?: readonly number[]; epochs?: readonly number[]; holds?: readonly string[] };
  /** The amount is held under this id: counted once, however often it is sent. */
  holds?: string;
  /** The hold of this id is over: counted once, and not at all where it is over already. */
  settles?: string;
  /** Milliseconds since the epoch, after which the counter may be removed. */
  keepUntil: number;
}

/** `taken` says whether the amount was counted, by this or by an earlier sending; the ledger is as it is now, in either case. */
export interface Taken {
  taken: boolean;
  ledger: Ledger;
}

/** Counters, for those who look at them. */
export interface LimitLedgers {
  /** As it is now. @throws Unavailable */
  limitLedger(counter: string): Promise<Ledger | undefined>;
}

/** Counters that all instances share. */
export interface LimitStore {
  /** As it is now. @throws Unavailable */
  read(counter: string): Promise<Ledger | undefined>;
  /**
   * Counts all of the amount and gives back what is returned, or neither, in one write that no other can come
   * between, and never twice.
   * @throws Unavailable when it is not known whether it was done.
   */
  take(counter: string, take: Take): Promise<Taken>;
  /** Puts the event into the outbox unless one was put there for this mark; both or none. */
  announce(mark: string, event: NewEvent, now: number, keepUntil: number): Promise<void>;
}
