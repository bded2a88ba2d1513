import { describe, expect, it } from "vitest";
import { Refusal } from "../refusal.ts";
import { aSubscription, DAY, NOW, timeAt } from "../testing/records.ts";
import { decideSubscription } from "./decide-subscription.ts";
import { context, decided, planChange } from "./decisions.fixture.ts";
import { statusAt } from "./status-at.ts";

describe("the end of a subscription", () => {
  const active = aSubscription({ status: "active", expiresAt: timeAt(NOW), termDays: 30 });

  it("counts from its very millisecond on, whether or not it was recorded", () => {
    expect(statusAt(active, NOW - 1)).toBe("active");
    expect(statusAt(active, NOW)).toBe("expired");
    expect(statusAt({ ...active, status: "suspended" }, NOW)).toBe("expired");
  });

  it("says nothing of one that was never approved or has ended otherwise", () => {
    for (const status of ["pending", "cancelled", "revoked", "rejected"] as const)
      expect(statusAt({ ...active, status }, NOW + DAY)).toBe(status);
  });

  it("is written into the history before what comes after it, each with a revision of its own", () => {
    const renewed = decided(active, { do: "renew" });
    expect(renewed.history.map(({ action, actor }) => [action, actor])).toEqual([
      ["apply", { kind: "person", email: "dev@callers.test" }],
      ["expire", { kind: "system" }],
      ["renew", context.actor],
    ]);
    expect(renewed.revision).toBe(active.revision + 2);
  });

  it("takes a change of plan that was asked with it, recorded or not", () => {
    const asked = { ...active, planChange };
    expect(decided(asked, { do: "expire" }).planChange).toBeUndefined();
    expect(decideSubscription(asked, { do: "approve", term: {} }, context, NOW)).toBeInstanceOf(Refusal);
    expect(decided(asked, { do: "renew" }).planChange).toBeUndefined();
  });
});
