import { describe, expect, it } from "vitest";
import { timeTicks } from "./time-ticks.ts";

const hours = (count: number) =>
  Array.from({ length: count }, (_each, index) =>
    new Date(new Date(2026, 0, 1, 9).getTime() + index * 3_600_000).toISOString(),
  );

describe("the times below a chart", () => {
  it("are hours within a day, as many as there is room for", () => {
    const ticks = timeTicks(hours(24), 6);
    expect(ticks.map(({ index }) => index)).toEqual([0, 4, 8, 12, 16, 20]);
    expect(ticks.every(({ isDay }) => !isDay)).toBe(true);
  });

  it("are the beginnings of days over a week", () =>
    expect(timeTicks(hours(168), 10).map(({ index }) => index)).toEqual([15, 39, 63, 87, 111, 135, 159]));

  it("are never more than there is room for", () => {
    for (const room of [1, 2, 3, 5]) expect(timeTicks(hours(168), room).length).toBeLessThanOrEqual(room);
  });

  it("are none without times", () => expect(timeTicks([], 5)).toEqual([]));
});
