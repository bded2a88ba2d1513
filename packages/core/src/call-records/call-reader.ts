import type { CallKey, CallRecords, FoundLogin, LoginNames, TokenNames } from "./call-records.ts";
import type { NamesReading, Places } from "./name-memory.ts";

/** What a refusal rests on: the caller's own records alone, or also the records that all callers share. */
export type RefusalBasis = "own-records" | "shared-records";

/**
 * Reads the records of one verdict, from memory where the verdict may rest on memory (decision 0026). What it has read
 * itself is no memory.
 */
export interface CallReader {
  /** Milliseconds since the epoch. */
  readonly now: number;
  /**
   * For a verdict that refuses: a refusal may not rest on remembered records. The next attempt reads those that exist from
   * the table: the caller's own always; the shared records within a bound for the instance, beyond which they stay as old
   * as `recordLifetime` at most.
   * @returns whether anything was remembered, so that another attempt is needed; true twice at most
   */
  readAgainBeforeRefusing(basis: RefusalBasis): boolean;
  /** At once when it is remembered: the hot path waits for nothing. */
  records(key: CallKey): CallRecords | Promise<CallRecords>;
  /** Calls of one service, in one round trip. */
  recordsOf(keys: readonly CallKey[]): Promise<CallRecords[]>;
  /** Where the holders of these names are. */
  places(names: readonly string[]): Promise<Places>;
  /** Whose a token may be. */
  token(names: TokenNames): Promise<NamesReading>;
  /** Whether a credential with a shared secret names this issuer. */
  isNamedWithSecret(issuer: string): Promise<boolean>;
  /**
   * Reads the caller's records even if they are cached: a known caller takes as long as an unknown one. That the shared
   * records may be remembered tells nothing of the caller.
   */
  recordsNow(key: CallKey): Promise<CallRecords>;
  login(names: LoginNames): Promise<FoundLogin>;
  countFailure(names: LoginNames): Promise<void>;
}
