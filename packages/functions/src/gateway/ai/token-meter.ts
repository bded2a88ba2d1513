import type { Tokens } from "./token-usage.ts";

/** English text has about four bytes a token; where the upstream says nothing, limits count this. */
const BYTES_A_TOKEN = 4;

/**
 * What an answer used, told once. Limits are charged before the end of the answer reaches the caller, so that its next
 * call is limited by it; where the upstream says nothing, or the caller leaves early, they are charged a guess.
 */
export class TokenMeter {
  readonly #used: (tokens: number, said: Tokens | undefined) => Promise<void>;
  #said: Tokens | undefined;
  #bytes: number;
  #told: Promise<void> | undefined;

  constructor(bytesIn: number, used: (tokens: number, said: Tokens | undefined) => Promise<void>) {
    this.#bytes = bytesIn;
    this.#used = used;
  }

  said(tokens: Tokens): void {
    this.#said = tokens;
  }

  get hasSaid(): boolean {
    return this.#said !== undefined;
  }

  /** Bytes of the answer, as they came. */
  passed(bytes: number): void {
    this.#bytes += bytes;
  }

  tell(): Promise<void> {
    const said = this.#said;
    const tokens = said ? said.tokensIn + said.tokensOut : this.#bytes / BYTES_A_TOKEN;
    this.#told ??= this.#used(Math.ceil(tokens), said);
    return this.#told;
  }
}
