import { describe, expect, it } from "vitest";
import { aSubscription, DAY, NOW, timeAt } from "../testing/records.ts";
import { ahead, application, decided, past, renewal } from "./decisions.fixture.ts";
import { statusAt } from "./status-at.ts";

describe("a renewal that is approved", () => {
  const approve = { do: "approve", term: { durationDays: 10 } } as const;

  it("runs from the old end when that lies ahead", () => {
    const current = aSubscription({ status: "active", ...ahead, renewal, application });
    expect(decided(current, approve).expiresAt).toBe(timeAt(NOW + DAY + 10 * DAY));
  });

  it("runs from the approval when the old end has passed, and brings the subscription back", () => {
    const renewed = decided(aSubscription({ status: "expired", ...past, renewal, application }), approve);
    expect(renewed).toMatchObject({ status: "active", expiresAt: timeAt(NOW + 10 * DAY), termDays: 10 });
    expect(renewed).not.toHaveProperty("renewal");
  });

  it("has no end any more when the plan has lost its length: the former end does not stay", () => {
    const current = aSubscription({ status: "expired", ...past, renewal, application });
    const renewed = decided(current, { do: "approve", term: {} });
    expect(renewed).not.toHaveProperty("expiresAt");
    expect(statusAt(renewed, NOW + 1000 * DAY)).toBe("active");
  });
});
