import { describe, expect, it } from "vitest";
import { possibleActions } from "./possible-actions.ts";

const consumer = { asConsumer: true, asProvider: false };
const provider = { asConsumer: false, asProvider: true };

describe("what is offered for a subscription", () => {
  it("is nothing to somebody who is neither side", () =>
    expect(possibleActions({ status: "pending" }, { asConsumer: false, asProvider: false })).toEqual([]));

  it("is a decision to the provider and withdrawing to the consumer while it is pending", () => {
    expect(possibleActions({ status: "pending" }, provider)).toEqual(["approve", "reject"]);
    expect(possibleActions({ status: "pending" }, consumer)).toEqual(["withdraw"]);
  });

  it("is a renewal only where there is an end, and none is asked for yet", () => {
    const expiresAt = "2027-01-01T00:00:00Z";
    expect(possibleActions({ status: "expired", expiresAt }, consumer)).toEqual(["renew"]);
    expect(possibleActions({ status: "active" }, consumer)).toEqual(["change-plan", "cancel"]);
    const renewal = { askedAt: expiresAt, application: 2 };
    expect(possibleActions({ status: "active", expiresAt, renewal }, consumer)).toEqual(["cancel"]);
    expect(possibleActions({ status: "active", expiresAt, renewal }, provider)).toEqual([
      "approve",
      "reject",
      "suspend",
      "revoke",
    ]);
  });

  it("is nothing more for what has been ended for good", () => {
    for (const status of ["rejected", "withdrawn", "lapsed", "cancelled", "revoked"] as const)
      expect(possibleActions({ status }, { asConsumer: true, asProvider: true })).toEqual([]);
  });
});
