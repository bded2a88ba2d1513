import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Ledger, NOTHING_COUNTED } from "./limit-store.ts";
import { merges } from "./merged-buckets.ts";
import { ceilingIn, rateWindow } from "./rate-window.ts";

const WINDOW = rateWindow({ periodSeconds: 60, mode: "strict" });
const NOW = 3_400_000_001;

/** As if in each of these buckets, by how long ago they were, so much had been counted. */
const countedAgo = (counts: readonly (readonly [ago: number, amount: number])[]): Ledger => {
  const before = new Map<number, number>();
  let total = 0;
  for (const [ago, amount] of counts.toSorted(([one], [other]) => other - one)) {
    if (!before.has(NOW - ago)) before.set(NOW - ago, total);
    total += amount;
  }
  return { ...NOTHING_COUNTED, total, before };
};

const merged = (ledger: Ledger, bucket = NOW): Ledger => {
  const before = new Map(ledger.before);
  for (const { into, from, before: value } of merges(WINDOW, ledger, bucket)) {
    before.set(into, value);
    for (const each of from) before.delete(each);
  }
  return { ...ledger, before };
};

const counts = fc.array(fc.tuple(fc.nat(WINDOW.span - 1), fc.integer({ min: 1, max: 9 })), {
  maxLength: 200,
});

describe("buckets that are past", () => {
  it("are counted three together, the last four alone", () => {
    let ledger = countedAgo(Array.from({ length: WINDOW.span }, (_, ago) => [ago, 1]));
    for (let write = 0; write < 5; write += 1) ledger = merged(ledger);
    expect(ledger.before.size).toBeLessThan(WINDOW.span / 3 + 8);
    expect(merges(WINDOW, ledger, NOW)).toEqual([]);
  });

  it("never let more through than alone, now and in every later bucket, and less for two buckets at most", () => {
    fc.assert(
      fc.property(counts, fc.nat(WINDOW.span + 3), (all, later) => {
        const ledger = countedAgo(all);
        const ceiling = (of: Ledger, bucket: number) => ceilingIn(WINDOW, of, 100, bucket);
        const together = merged(ledger);
        expect(ceiling(together, NOW + later)).toBeLessThanOrEqual(ceiling(ledger, NOW + later));
        expect(ceiling(together, NOW + later + 2)).toBeGreaterThanOrEqual(ceiling(ledger, NOW + later));
      }),
    );
  });

  it("come to the same by whichever instance they are merged, and however much later", () => {
    fc.assert(
      fc.property(counts, fc.nat(20), (all, later) => {
        const ledger = countedAgo(all);
        const known = new Map(merges(WINDOW, ledger, NOW).map((each) => [each.into, each]));
        for (const again of merges(WINDOW, ledger, NOW + later)) {
          const own = known.get(again.into);
          if (own) expect(again).toEqual(own);
        }
      }),
    );
  });
});
