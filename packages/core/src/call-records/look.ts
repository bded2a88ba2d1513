import type { CallKey, CallRecords, FoundLogin, LoginNames, TokenNames } from "./call-records.ts";
import type { NamesReading, Places } from "./name-memory.ts";

/** What a refusal rests on: the caller's own records alone, or also those that all callers share. */
export type Rested = "own" | "all";

/** What one verdict may read. What it has read itself is no memory. */
export interface Look {
  /** Milliseconds since the epoch. */
  readonly now: number;
  /**
   * For a verdict that may not rest on memory. Whether there is anything to be read again: what exists and was
   * remembered is asked of the table in the next attempt. The caller's own always; the shared records within a bound
   * for the instance, beyond which they stay as old as `recordLifetime` at most. True twice at most.
   */
  again(rested: Rested): boolean;
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
   * Whatever is remembered of the caller: what is known takes as long as what is not. That the shared records may be
   * remembered tells nothing of the caller.
   */
  recordsNow(key: CallKey): Promise<CallRecords>;
  login(names: LoginNames): Promise<FoundLogin>;
  countFailure(names: LoginNames): Promise<void>;
}
