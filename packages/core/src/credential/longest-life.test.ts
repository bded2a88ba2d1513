import { describe, expect, it } from "vitest";
import { endingWithin } from "./longest-life.ts";

const createdAt = "2026-03-01T12:00:00.000Z";

describe("a credential of a team whose credentials live at most 30 days", () => {
  it.each<[string, string | undefined, string]>([
    ["without an end", undefined, "2026-03-31T12:00:00.000Z"],
    ["with a later end", "2026-03-31T12:00:00.001Z", "2026-03-31T12:00:00.000Z"],
    ["with the same end", "2026-03-31T12:00:00.000Z", "2026-03-31T12:00:00.000Z"],
    ["with an earlier end", "2026-03-02T12:00:00Z", "2026-03-02T12:00:00Z"],
  ])("%s ends by then", (_what, expiresAt, end) => {
    expect(endingWithin({ createdAt, expiresAt }, 30).expiresAt).toBe(end);
  });
});

it("a credential of a team without a rule keeps its end", () => {
  expect(endingWithin({ createdAt }, undefined)).toEqual({ createdAt });
});
