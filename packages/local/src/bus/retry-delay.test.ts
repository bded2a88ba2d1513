import { describe, expect, it } from "vitest";
import { retryDelayMs } from "./retry-delay.ts";

describe("the delay before a retry", () => {
  it("begins at 200 ms, doubles and stays at a minute", () => {
    const delays = [1, 2, 3, 9, 10, 185].map((retry) => retryDelayMs(retry, 0.5));
    expect(delays).toEqual([200, 400, 800, 51_200, 60_000, 60_000]);
  });

  it("is spread by a quarter either way", () => {
    expect([retryDelayMs(1, 0), retryDelayMs(1, 0.999)]).toEqual([150, 250]);
  });
});
