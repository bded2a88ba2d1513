import { describe, expect, it } from "vitest";
import { isFullAndFresh, lastOfDay } from "./last-of-day.ts";

const NOW = Date.parse("2026-03-05T12:00:00Z");
const entry = (requestId: string, secondsAgo: number) => ({
  requestId,
  at: new Date(NOW - secondsAgo * 1000).toISOString(),
});
const DAY = 86_400;

describe("the last calls of a day", () => {
  it("are newest first, each request once, and none of an earlier day", () => {
    const known = [entry("a", 30), entry("b", 40)];
    const more = [entry("c", 10), entry("a", 30), entry("old", DAY), entry("edge", DAY - 1)];
    expect(lastOfDay(known, more, NOW).map(({ requestId }) => requestId)).toEqual(["c", "a", "b", "edge"]);
  });

  it("are a hundred at most: the oldest give way", () => {
    const many = Array.from({ length: 150 }, (_, index) => entry(`r${index}`, index));
    const last = lastOfDay(many.slice(75), many.slice(0, 75), NOW);
    expect(last.map(({ requestId }) => requestId)).toEqual(
      many.slice(0, 100).map(({ requestId }) => requestId),
    );
  });

  it.each([
    ["full and written four seconds ago", 100, 4, true],
    ["full and written by a clock that is ahead", 100, -4, true],
    ["full and written five seconds ago", 100, 5, false],
    ["not full", 99, 0, false],
  ])("are written again unless the list is full and fresh: %s", (_, length, secondsAgo, isEnough) => {
    const entries = Array.from({ length }, (__, index) => entry(`r${index}`, 0));
    expect(isFullAndFresh(entries, NOW - secondsAgo * 1000, NOW)).toBe(isEnough);
  });
});
