import type { Note } from "../source/imported.ts";

/** What an import came to. No secret is in it. */
export interface ImportReport {
  readonly source: string;
  readonly team: string;
  /** Nothing was made: the figures say what would be. */
  readonly dryRun: boolean;
  /** Whether everything was looked at: an interrupted import goes on when it is run again. */
  readonly done: boolean;
  /** How many consumers, credentials, limits and subscriptions were made. */
  readonly created: number;
  /** How many were there already. */
  readonly unchanged: number;
  readonly skipped: readonly Note[];
  readonly lost: readonly Note[];
}
