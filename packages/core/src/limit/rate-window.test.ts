import { describe, expect, it } from "vitest";
import { NOTHING_COUNTED } from "./limit-store.ts";
import { bucketAt, ceilingIn, forgettable, opensAt, rateWindow } from "./rate-window.ts";

describe("a sliding window", () => {
  it.each([
    ["a second, strict", 1, "strict", { bucketMs: 100, span: 12 }],
    ["a second, leased", 1, "leased", { bucketMs: 100, span: 13 }],
    ["a minute, leased", 60, "leased", { bucketMs: 500, span: 123 }],
    ["a day, strict", 86_400, "strict", { bucketMs: 720_000, span: 122 }],
  ] as const)(
    "of %s has buckets that cover it with one and a lease to spare",
    (_, periodSeconds, mode, window) => {
      expect(rateWindow({ periodSeconds, mode })).toEqual(window);
      expect(window.bucketMs * (window.span - 2)).toBeGreaterThanOrEqual(periodSeconds * 1000);
    },
  );

  const window = { bucketMs: 100, span: 3 };
  const ledger = {
    ...NOTHING_COUNTED,
    total: 10,
    before: new Map([
      [1, 0],
      [3, 4],
      [5, 8],
    ]),
    returned: new Map([
      [1, 1],
      [5, 2],
    ]),
  };

  it("lets the total grow by the limit over what was before it, and by what was given back within it", () => {
    expect(ceilingIn(window, NOTHING_COUNTED, 5, 0)).toBe(5);
    expect(ceilingIn(window, ledger, 5, 5)).toBe(4 + 2 + 5);
    expect(ceilingIn(window, ledger, 5, 7)).toBe(8 + 2 + 5);
    expect(ceilingIn(window, ledger, 5, 8)).toBe(10 + 5);
  });

  it("opens in the first bucket that has room", () => {
    expect(bucketAt(window, 799)).toBe(7);
    expect(opensAt(window, ledger, 5, 1, 5)).toBe(500);
    expect(opensAt(window, ledger, 5, 3, 5)).toBe(600);
    expect(opensAt(window, ledger, 5, 5, 5)).toBe(600);
    expect(opensAt(window, ledger, 5, 6, 5)).toBe(800);
  });

  it("forgets the buckets that no window reaches", () => {
    expect(forgettable(window, ledger, 5)).toEqual([1]);
    expect(forgettable(window, ledger, 6)).toEqual([1, 3]);
  });
});
