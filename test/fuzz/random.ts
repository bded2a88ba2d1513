/** Chance that comes out the same for the same seed. */
export interface Random {
  /** From 0 to below `bound`. */
  below(bound: number): number;
  chance(share: number): boolean;
  pick<Of>(from: readonly Of[]): Of;
  /** One of them, each as often as its weight says. */
  choose<Of>(from: readonly (readonly [weight: number, of: Of])[]): Of;
}

/** Mulberry32: small, and good enough to vary requests. */
export const seeded = (seed: number): Random => {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (bound: number) => Math.floor(next() * bound);
  const pick = <Of>(from: readonly Of[]): Of => {
    const index = below(from.length);
    if (index >= from.length) throw new Error("There is nothing to pick from.");
    return from[index] as Of;
  };
  return {
    below,
    chance: (share) => next() < share,
    pick,
    choose: (from) => {
      let left = next() * from.reduce((sum, [weight]) => sum + weight, 0);
      for (const [weight, of] of from) {
        left -= weight;
        if (left < 0) return of;
      }
      return pick(from)[1];
    },
  };
};
