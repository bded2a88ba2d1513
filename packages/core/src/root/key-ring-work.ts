import type { SealedAt } from "../credential/keyed-secrets.ts";
import type { RandomBytes } from "../id.ts";
import type { KeyLives } from "../key-ring/key-lives.ts";
import type { KeyRing, KeyRingName } from "../key-ring/key-ring.ts";
import type { KeyedRecord } from "./keyed-record.ts";

/** A ring as its source has it now, and which writing of it that is. */
export interface StoredKeyRing {
  ring: KeyRing;
  version: string;
}

/** Where key rings are kept, for who may change them. */
export interface KeyRingStore {
  read(name: KeyRingName): Promise<StoredKeyRing>;
  /**
   * Stores a ring in place of the one that was read.
   * @throws KeyRingRefused when another one was stored in between: nothing is changed then.
   */
  replace(name: KeyRingName, ring: KeyRing, version: string): Promise<void>;
}

export interface KeyedRecords {
  /** Everything that may name a key, a page at a time, from `resume` on. `resume` is absent in the last page. */
  pages(resume?: string): AsyncIterable<{ records: KeyedRecord[]; resume?: string }>;
  /** Replaces texts of a record, all or none: false when one of them is not what it was. */
  reseal(
    record: KeyedRecord,
    texts: readonly { path: SealedAt["path"]; from: string; to: string }[],
    now: number,
  ): Promise<boolean>;
}

export interface KeyRingWork {
  rings: KeyRingStore;
  records: KeyedRecords;
  lives(name: KeyRingName): KeyLives;
  now: number;
  random: RandomBytes;
  /** Milliseconds that are left for the work. */
  timeLeft(): number;
}

/** Is left for saying how far it came. */
export const LAST_WORDS = 5000;
