import type { Tokens } from "./tokens.ts";

/** What a model costs, in US dollars: for a million tokens, and for a call. */
export interface ModelPrice {
  /** The model's name, or a beginning with `*` at its end. Case counts. */
  match: string;
  inputUsd?: number | undefined;
  outputUsd?: number | undefined;
  cachedInputUsd?: number | undefined;
  cacheWriteUsd?: number | undefined;
  callUsd?: number | undefined;
  /** Reckoned where the caller names no maximum. */
  maxOutputTokens?: number | undefined;
  bytesPerToken?: number | undefined;
}

export const DEFAULT_MAX_OUTPUT_TOKENS = 4096;
export const DEFAULT_BYTES_PER_TOKEN = 3;

/** Money is counted in whole billionths of a dollar. */
export const NANOS = 1_000_000_000;
const MILLION = 1_000_000n;

export const nanosOf = (usd: number): number => Math.round(usd * NANOS);

/** Dollars with six decimals at most, rounded down. */
export const usdOf = (nanos: number): number => Math.floor(nanos / 1000) / 1_000_000;

/** Whether a pattern fits a name: the name itself, or a beginning of it with `*`. */
export const fits = (match: string, name: string): boolean =>
  match.endsWith("*") ? name.startsWith(match.slice(0, -1)) : match === name;

/** A call that names no model is one of this name, which `*` alone fits. */
export const NO_MODEL = "none";

/** Whether one of the patterns fits the model; none is named where it is absent. */
export const fitsModel = (match: string, model: string | undefined): boolean =>
  model === undefined ? match === "*" : fits(match, model);

/** The first that fits counts. */
export const entryFor = (
  models: readonly ModelPrice[] | undefined,
  model: string | undefined,
): ModelPrice | undefined => models?.find(({ match }) => fitsModel(match, model));

/** Any of them, 0 included, is a price. */
export const isPriced = (entry: ModelPrice | undefined): entry is ModelPrice =>
  entry !== undefined &&
  [entry.inputUsd, entry.outputUsd, entry.cachedInputUsd, entry.cacheWriteUsd, entry.callUsd].some(
    (price) => price !== undefined,
  );

/** Billionths of a dollar for a million tokens, and for a call. */
const rates = (entry: ModelPrice) => {
  const nanos = (usd: number | undefined) => BigInt(nanosOf(usd ?? 0));
  return {
    input: nanos(entry.inputUsd),
    output: nanos(entry.outputUsd),
    cached: nanos(entry.cachedInputUsd ?? entry.inputUsd),
    cacheWrite: nanos(entry.cacheWriteUsd ?? entry.inputUsd),
    call: nanos(entry.callUsd),
  };
};

/** What a call has cost, in billionths of a dollar, rounded up. */
export const priceOf = (entry: ModelPrice, tokens: Tokens): number => {
  const { input, output, cached, cacheWrite, call } = rates(entry);
  const { tokensIn, tokensOut, cachedTokensIn = 0, cacheWriteTokensIn = 0 } = tokens;
  const plain = Math.max(0, tokensIn - cachedTokensIn - cacheWriteTokensIn);
  const sum =
    BigInt(plain) * input +
    BigInt(cachedTokensIn) * cached +
    BigInt(cacheWriteTokensIn) * cacheWrite +
    BigInt(tokensOut) * output;
  return Number(roundedUp(sum) + call);
};

/** What a call may use at most, as far as its bytes tell. */
export interface Estimate {
  tokensIn: number;
  tokensOut: number;
}

/** What a call may cost, in billionths of a dollar, rounded up: its input at the dearest of the input prices. */
export const highestPrice = (entry: ModelPrice, { tokensIn, tokensOut }: Estimate): number => {
  const { input, output, cached, cacheWrite, call } = rates(entry);
  const dearest = [input, cached, cacheWrite].reduce((one, other) => (other > one ? other : one));
  return Number(roundedUp(BigInt(tokensIn) * dearest + BigInt(tokensOut) * output) + call);
};

const roundedUp = (sum: bigint): bigint => (sum + MILLION - 1n) / MILLION;
