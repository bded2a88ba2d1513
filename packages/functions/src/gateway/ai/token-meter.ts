import { JsonScan } from "@latchkey/core/json/json-scan";
import { figuresIn, READ_MEMBERS, READ_PLACES } from "@latchkey/core/metering/answer-figures";
import { type Figures, mergedFigures, type Tokens, tokensOf } from "@latchkey/core/metering/tokens";

/** What an answer used, as far as it is known. */
export interface Metered {
  /** What it says itself; absent where it says nothing. */
  said?: Tokens;
  /** Whether the answer was read to its end, or to the event that a caller takes for it. */
  isWhole: boolean;
  /** Of the answer's body, as it came. */
  bytesOut: number;
}

/**
 * What an answer used, told once. It is told before the end of the answer reaches the caller, so that its next call finds it
 * counted.
 */
export class TokenMeter {
  readonly #used: (metered: Metered) => Promise<void>;
  #figures: Figures | undefined;
  #bytes = 0;
  #told: Promise<void> | undefined;

  /** @param used told once; never rejects */
  constructor(used: (metered: Metered) => Promise<void>) {
    this.#used = used;
  }

  /** Figures of the answer, or of a part of it. */
  said(figures: Figures | undefined): void {
    this.#figures = mergedFigures(this.#figures, figures);
  }

  /** A JSON value of the answer. */
  read(value: unknown): void {
    this.said(figuresIn(value));
  }

  get hasSaid(): boolean {
    return tokensOf(this.#figures) !== undefined;
  }

  /** Reads a JSON text that is too long to be held. */
  scan(): JsonScan {
    return new JsonScan(READ_MEMBERS, READ_PLACES, (kept) => this.read(kept));
  }

  /** Bytes of the answer, as they came. */
  passed(bytes: number): void {
    this.#bytes += bytes;
  }

  /** The answer has come to its end. */
  end(): Promise<void> {
    return this.#tellOnce(true);
  }

  /** Whatever has come of it. */
  tell(): Promise<void> {
    return this.#tellOnce(false);
  }

  #tellOnce(isWhole: boolean): Promise<void> {
    const said = tokensOf(this.#figures);
    this.#told ??= this.#used({ ...(said ? { said } : {}), isWhole, bytesOut: this.#bytes });
    return this.#told;
  }
}
