import { describe, expect, it } from "vitest";
import { aSubscription, NOW } from "../testing/records.ts";
import { hasRequest, newRequest, waitsSince } from "./pending-request.ts";

const active = aSubscription({ status: "active" });
const askedAt = "2026-03-04T00:00:00.000Z";
const context = { actor: { kind: "system" } } as const;

describe("a request beside a subscription", () => {
  it("is an application of the next number, with its reason where there is one", () => {
    const at = new Date(NOW).toISOString();
    expect(newRequest(active, context, NOW)).toEqual({ askedAt: at, application: 2 });
    expect(newRequest(active, { ...context, reason: "more calls" }, NOW)).toMatchObject({
      reason: "more calls",
    });
    expect(newRequest(active, { ...context, reason: "" }, NOW)).not.toHaveProperty("reason");
  });

  it.each([
    ["nothing is asked", active, false, undefined],
    ["a first application", aSubscription(), false, aSubscription().appliedAt],
    ["a renewal", aSubscription({ status: "active", renewal: { askedAt, application: 2 } }), true, askedAt],
    [
      "a change of plan",
      aSubscription({ status: "suspended", planChange: { askedAt, application: 2, plan: "gold" } }),
      true,
      askedAt,
    ],
  ])("waits since it was made: %s", (_, subscription, has, since) => {
    expect([hasRequest(subscription), waitsSince(subscription)]).toEqual([has, since]);
  });
});
