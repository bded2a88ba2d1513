import { describe, expect, it } from "vitest";
import { relative } from "./time.ts";

const now = Date.parse("2026-03-10T12:00:00Z");

describe("a time in words", () => {
  it.each([
    ["2026-03-10T12:00:02Z", "now"],
    ["2026-03-10T11:59:30Z", "30 seconds ago"],
    ["2026-03-10T10:00:00Z", "2 hours ago"],
    ["2026-03-11T12:00:00Z", "tomorrow"],
    ["2026-04-20T12:00:00Z", "next month"],
    ["2024-03-01T12:00:00Z", "2 years ago"],
  ])("%s is %s", (at, said) => expect(relative(at, now)).toBe(said));
});
