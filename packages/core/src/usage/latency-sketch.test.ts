import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type LatencySketch, latencyBucket, quantile } from "./latency-sketch.ts";

const sketchOf = (durations: readonly number[]): LatencySketch => {
  const sketch: LatencySketch = {};
  for (const ms of durations) sketch[latencyBucket(ms)] = (sketch[latencyBucket(ms)] ?? 0) + 1;
  return sketch;
};

describe("a sketch of durations", () => {
  it("has a bucket for up to one millisecond and 172 more up to a quarter of an hour, where all longer ones are", () => {
    expect([latencyBucket(0), latencyBucket(1)]).toEqual([0, 0]);
    expect(latencyBucket(2)).toBeGreaterThan(0);
    expect(latencyBucket(900_000)).toBeLessThanOrEqual(172);
    expect(latencyBucket(10_000_000)).toBe(latencyBucket(900_000));
  });

  it("tells each share within 4 % of the true duration, and within the rounding to a millisecond", () => {
    const durations = fc.array(fc.integer({ min: 1, max: 900_000 }), { minLength: 1, maxLength: 50 });
    fc.assert(
      fc.property(durations, fc.constantFrom(0.5, 0.9, 0.99), (all, share) => {
        const sorted = all.toSorted((one, other) => one - other);
        const exact = sorted[Math.floor(share * (sorted.length - 1))] ?? 0;
        const told = quantile(sketchOf(all), share) ?? 0;
        expect(Math.abs(told - exact)).toBeLessThanOrEqual(exact * 0.041 + 1);
      }),
    );
  });

  it("tells nothing of no calls", () => {
    expect(quantile({}, 0.5)).toBeUndefined();
  });
});
