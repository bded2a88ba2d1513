/** What a call to a model used, in tokens. */
export interface Tokens {
  /** What the model read. Reads from and writes to the provider's cache are in it. */
  tokensIn: number;
  tokensOut: number;
  /** Of `tokensIn`: read from the cache. Absent where none were. */
  cachedTokensIn?: number;
  /** Of `tokensIn`: written to the cache. Absent where none were. */
  cacheWriteTokensIn?: number;
}

/** Figures of an answer, or of one of its events, as far as it tells them. `input` has the cache's in it. */
export interface Figures {
  input?: number;
  /** Input of a part of the answer: that of all parts adds up. */
  addedInput?: number;
  output?: number;
  total?: number;
  cacheRead?: number;
  cacheWrite?: number;
}

/** More than a call can have. */
export const MOST_TOKENS = 1_000_000_000;

const FIELDS = ["input", "output", "total", "cacheRead", "cacheWrite"] as const satisfies (keyof Figures)[];

/**
 * Figures of two events of one answer. Providers repeat a figure or let it grow from event to event, and tell some of them in
 * one event only, so the larger of two counts; what each part has read adds up.
 */
export const mergedFigures = (one: Figures | undefined, other: Figures | undefined): Figures | undefined => {
  if (!one || !other) return one ?? other;
  const merged: Figures = {};
  for (const field of FIELDS) {
    const [a, b] = [one[field], other[field]];
    if (a !== undefined || b !== undefined) merged[field] = Math.max(a ?? 0, b ?? 0);
  }
  if (one.addedInput !== undefined || other.addedInput !== undefined)
    merged.addedInput = Math.min(MOST_TOKENS, (one.addedInput ?? 0) + (other.addedInput ?? 0));
  return merged;
};

/**
 * The tokens that figures add up to. What a total has beyond its parts is output; a total alone is input. Zeros alone tell
 * nothing.
 */
export const tokensOf = (figures: Figures | undefined): Tokens | undefined => {
  if (!figures) return undefined;
  const { output, total = 0, cacheRead = 0, cacheWrite = 0 } = figures;
  const input = figures.addedInput ?? figures.input;
  const isTotalAlone = input === undefined && output === undefined;
  const tokensIn = Math.max(isTotalAlone ? total : (input ?? 0), cacheRead + cacheWrite);
  const tokensOut = Math.max(output ?? 0, total - tokensIn);
  if (tokensIn + tokensOut === 0) return undefined;
  return {
    tokensIn,
    tokensOut,
    ...(cacheRead > 0 ? { cachedTokensIn: cacheRead } : {}),
    ...(cacheWrite > 0 ? { cacheWriteTokensIn: cacheWrite } : {}),
  };
};
