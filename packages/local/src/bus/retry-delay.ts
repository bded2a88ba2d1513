const firstMs = 200;
const longestMs = 60_000;

/**
 * How long to wait before retry number `retry` (from 1): 200 ms, doubling up to a minute, moved by up to a
 * quarter either way so that what failed together does not come back together. `random` is in [0, 1).
 */
export const retryDelayMs = (retry: number, random: number): number => {
  const delay = Math.min(firstMs * 2 ** (retry - 1), longestMs);
  return Math.round(delay * (0.75 + random / 2));
};
