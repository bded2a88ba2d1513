import type { Page, PageRequest } from "../page.ts";
import type { AuditFacts, ChainHead, StoredEntry } from "./audit-entry.ts";

/** Facts for a team's chain; `mark` is the same whenever the same change is brought again. */
export interface Appending {
  mark: string;
  facts: AuditFacts;
}

/** A head as it is stored: `mac` shows that one of us wrote it. */
export interface StoredHead extends ChainHead {
  mac: string;
}

export interface AuditLog {
  /**
   * Adds to the end of a team's chain what is not in it yet, in this order, all or nothing for each part of ten. Several
   * may append to one chain at a time.
   *
   * @throws Raced when others kept being faster: try again.
   */
  append(team: string, added: readonly Appending[]): Promise<void>;
}

/** From and to (ISO 8601) are included. */
export interface AuditFilter {
  team?: string;
  from?: string;
  to?: string;
}

export interface AuditStore {
  head(team: string): Promise<StoredHead | undefined>;
  heads(page: PageRequest): Promise<Page<StoredHead>>;
  /** By time; without a team those of all. */
  entries(filter: AuditFilter, page: PageRequest): Promise<Page<StoredEntry>>;
  /** The whole chain as it is now, by place. */
  chain(team: string): AsyncIterable<StoredEntry>;
}

/** The heads of all chains at one moment, kept where the table's owner cannot change them. */
export interface Anchor {
  at: string;
  heads: Record<string, { seq: number; hash: string }>;
}

export interface AnchorStore {
  /** Keeps an anchor for good. Does nothing when the slot (`2026-01-31T12-05`, in the order of time) has one already. */
  keep(slot: string, anchor: Anchor): Promise<void>;
  latest(): Promise<Anchor | undefined>;
}
