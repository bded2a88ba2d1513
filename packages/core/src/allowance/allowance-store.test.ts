import { describe, expect, it } from "vitest";
import { DAY_SECONDS, endOf, windowAt } from "./allowance-store.ts";

describe("a window", () => {
  it.each([
    ["its first moment", Date.parse("2026-03-01T00:00:00.000Z")],
    ["the middle", Date.parse("2026-03-01T12:34:56.789Z")],
    ["its last moment", Date.parse("2026-03-01T23:59:59.999Z")],
  ])("of a day is the day of UTC: %s", (_, now) => {
    const window = windowAt(now, DAY_SECONDS);
    expect(new Date(window.start).toISOString()).toBe("2026-03-01T00:00:00.000Z");
    expect(new Date(endOf(window)).toISOString()).toBe("2026-03-02T00:00:00.000Z");
  });

  it("begins where the one before it ends", () => {
    const window = windowAt(1_700_000_000_123, 60);
    expect(windowAt(endOf(window), 60).start).toBe(endOf(window));
    expect(windowAt(endOf(window) - 1, 60)).toEqual(window);
  });
});
