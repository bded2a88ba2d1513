import { describe, expect, it } from "vitest";
import { TokenBucket } from "./shared-record-memory.ts";

const taken = (bucket: TokenBucket, times: number, now: number): number =>
  Array.from({ length: times }, () => bucket.take(now)).filter(Boolean).length;

describe("a token bucket", () => {
  it("gives so many at once, and then so many a second", () => {
    const bucket = new TokenBucket(5, 2);
    expect(taken(bucket, 100, 1000)).toBe(5);
    expect(taken(bucket, 100, 1499)).toBe(0);
    expect(taken(bucket, 100, 1500)).toBe(1);
    expect(taken(bucket, 100, 3500)).toBe(4);
  });

  it("never holds more than its maximum, however long it is idle", () => {
    const bucket = new TokenBucket(5, 2);
    taken(bucket, 5, 0);
    expect(taken(bucket, 100, 3_600_000)).toBe(5);
  });

  it("gives nothing for a clock that is set back, and goes on from there", () => {
    const bucket = new TokenBucket(5, 2);
    taken(bucket, 5, 100_000);
    expect(taken(bucket, 100, 50_000)).toBe(0);
    expect(taken(bucket, 100, 51_000)).toBe(2);
  });
});
