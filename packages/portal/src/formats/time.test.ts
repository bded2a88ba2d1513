import { describe, expect, it } from "vitest";
import { relative } from "./time.ts";

const now = Date.parse("2026-03-10T12:00:00Z");

describe("a time in words", () => {
  it.each([
    ["2026-03-10T12:00:02Z", "now"],
    ["2026-03-10T11:59:30Z", "30 seconds ago"],
    ["2026-03-10T10:00:00Z", "2 hours ago"],
    ["2026-03-11T12:00:00Z", "tomorrow"],
    ["2026-04-09T11:59:57Z", "in 30 days"],
    ["2026-06-08T11:00:00Z", "in 90 days"],
    ["2026-03-10T12:59:45Z", "in 1 hour"],
    ["2026-03-11T11:50:00Z", "tomorrow"],
    ["2026-07-20T12:00:00Z", "in 4 months"],
    ["2025-12-20T12:00:00Z", "80 days ago"],
    ["2024-03-01T12:00:00Z", "2 years ago"],
  ])("%s is %s", (at, said) => expect(relative(at, now)).toBe(said));
});
