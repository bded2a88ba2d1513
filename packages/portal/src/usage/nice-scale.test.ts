import { describe, expect, it } from "vitest";
import { niceScale } from "./nice-scale.ts";

describe("the scale of a chart", () => {
  it.each([
    [0, [0, 1]],
    [1, [0, 1]],
    [3, [0, 1, 2, 3]],
    [60, [0, 20, 40, 60]],
    [61, [0, 20, 40, 60, 80]],
    [145, [0, 50, 100, 150]],
    [1_234_567, [0, 500_000, 1_000_000, 1_500_000]],
  ])("of whole amounts up to %d is %j", (most, scale) => expect(niceScale(most, true)).toEqual(scale));

  it("has parts of one where amounts may", () => expect(niceScale(0.3, false)).toEqual([0, 0.1, 0.2, 0.3]));

  it("is never below what it shows, and has few lines", () => {
    for (let most = 0; most < 5000; most += 7) {
      const scale = niceScale(most, true);
      expect(scale.at(-1)).toBeGreaterThanOrEqual(most);
      expect(scale.length).toBeLessThanOrEqual(6);
    }
  });
});
