import type { Caller } from "../access/caller.ts";
import type { ExpectedRevision } from "../expect-revision.ts";
import type { RandomBytes } from "../id.ts";
import type { KeyRings } from "../key-ring/key-ring.ts";
import type { Limits } from "../stage/limits.ts";
import type { StageSettings } from "../stage/stage-settings.ts";
import type { AnyRecord, Commit } from "./change.ts";

/** One request being carried out: who asks, when, and under which settings. */
export interface WorkContext {
  caller: Caller;
  /** How history and events name the caller. */
  actor: string;
  /** Milliseconds since the epoch, the same throughout the request. */
  now: number;
  random: RandomBytes;
  limits: Limits;
  stage: StageSettings;
  keys: KeyRings;
  /** The revisions that the caller expects one of (`If-Match`), if it said so. */
  expectedRevision?: ExpectedRevision;
}

/** A request that reads, from the stores that it names. */
export interface Reads<Stores> extends WorkContext {
  stores: Stores;
}

/**
 * A request that writes the records that it names. A use case reads, decides, and commits once; it may be run again from
 * the start when its commit has raced.
 */
export interface Work<Stores, R extends AnyRecord> extends Reads<Stores> {
  commit: Commit<R>;
}
