import { describe, expect, it } from "vitest";
import { askedOf, pollEvery } from "./waiting.ts";

const asked = { askedAt: "2026-01-01T00:00:00Z", application: 2 };

describe("what waits for a decision", () => {
  it("is a pending application, an asked renewal, an asked change of plan, or nothing", () => {
    expect(askedOf({ status: "pending" })).toBe("application");
    expect(askedOf({ status: "expired", renewal: asked })).toBe("renewal");
    expect(askedOf({ status: "active", planChange: { ...asked, plan: "gold" } })).toBe("plan-change");
    expect(askedOf({ status: "active" })).toBeUndefined();
  });

  it("is asked about each second, so that a decision shows within two", () => {
    expect(pollEvery([{ status: "active" }, { status: "pending" }])).toBe(1000);
    expect(pollEvery([{ status: "active" }])).toBe(5000);
  });
});
