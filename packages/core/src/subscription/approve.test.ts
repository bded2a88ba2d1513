import { describe, expect, it } from "vitest";
import { aSubscription, DAY, NOW, timeAt } from "../testing/records.ts";
import { decided } from "./decisions.fixture.ts";

describe("an approval", () => {
  it("begins the plan's term at the moment of approval", () => {
    const approved = decided(aSubscription(), { do: "approve", term: { durationDays: 30 } });
    expect(approved.expiresAt).toBe(timeAt(NOW + 30 * DAY));
    expect(approved.termDays).toBe(30);
  });

  it("has no end where the plan has no length", () => {
    expect(decided(aSubscription(), { do: "approve", term: {} })).not.toHaveProperty("expiresAt");
  });
});
