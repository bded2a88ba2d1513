import { describe, expect, it } from "vitest";
import { rangeBefore, rangeOf } from "./usage-range.ts";

const NOW = new Date(2026, 2, 15, 12).getTime();
const DAY_MS = 86_400_000;

describe("a range of usage", () => {
  it("ends now and is counted by hours up to a week", () =>
    expect(rangeOf({ name: "week" }, NOW)).toEqual({ from: NOW - 7 * DAY_MS, to: NOW, step: "hour" }));

  it("is counted by days beyond", () => expect(rangeOf({ name: "month" }, NOW)?.step).toBe("day"));

  it("of chosen days has the whole of the last one", () =>
    expect(rangeOf({ name: "days", first: "2026-03-02", last: "2026-03-03" }, NOW)).toEqual({
      from: new Date(2026, 2, 2).getTime(),
      to: new Date(2026, 2, 4).getTime(),
      step: "hour",
    }));

  it("does not go beyond now", () =>
    expect(rangeOf({ name: "days", first: "2026-03-15", last: "2026-03-20" }, NOW)?.to).toBe(NOW));

  it.each([
    ["backwards", "2026-03-03", "2026-03-02"],
    ["too long", "2024-01-01", "2026-03-02"],
    ["in the future", "2026-05-01", "2026-05-02"],
    ["without an end", "2026-03-01", undefined],
    ["of what is no day", "soon", "2026-03-02"],
  ])("is none when it is %s", (_why, first, last) =>
    expect(rangeOf({ name: "days", first, last }, NOW)).toBeUndefined(),
  );

  it("has one as long before it", () =>
    expect(rangeBefore({ from: 100, to: 150, step: "day" })).toEqual({ from: 50, to: 100, step: "day" }));
});
