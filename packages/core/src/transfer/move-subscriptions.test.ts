import { describe, expect, it } from "vitest";
import { STATES, type StateName } from "../subscription/decisions.fixture.ts";
import type { SubscriptionStatus } from "../subscription/subscription.ts";
import { aSubscription, NOW } from "../testing/records.ts";
import { movedTo } from "./move-subscriptions.ts";

/** What becomes of each state; an end that has passed is recorded first. */
const FOLLOWED: Record<StateName, [status: SubscriptionStatus, events: string[]]> = {
  pending: ["withdrawn", ["withdrawn", "transferred"]],
  "active, without end": ["active", ["transferred"]],
  "active, with an end": ["active", ["transferred"]],
  "active, renewal asked": ["active", ["transferred"]],
  "active, change of plan asked": ["active", ["transferred"]],
  "active, end passed": ["expired", ["expired", "transferred"]],
  "active, end passed, renewal asked": ["expired", ["expired", "transferred"]],
  "active, end passed, change of plan asked": ["expired", ["expired", "transferred"]],
  suspended: ["suspended", ["transferred"]],
  "suspended, end passed": ["expired", ["expired", "transferred"]],
  expired: ["expired", ["transferred"]],
  "expired, renewal asked": ["expired", ["transferred"]],
  rejected: ["rejected", ["transferred"]],
  withdrawn: ["withdrawn", ["transferred"]],
  lapsed: ["lapsed", ["transferred"]],
  cancelled: ["cancelled", ["transferred"]],
  revoked: ["revoked", ["transferred"]],
};

describe("A subscription follows its consumer to another team", () => {
  it.each(Object.keys(STATES) as StateName[])("when it is %s", (name) => {
    const subscription = aSubscription(STATES[name]);
    const [status, events] = FOLLOWED[name];
    const moved = movedTo(subscription, "others", NOW);
    expect(moved?.events).toEqual(events.map((event) => `subscription.${event}`));
    expect(moved?.subscription).toMatchObject({
      status,
      consumerTeam: "others",
      consumerId: subscription.consumerId,
      serviceTeam: subscription.serviceTeam,
    });
    const { renewal, planChange, plan, expiresAt, history } = moved?.subscription ?? {};
    expect([renewal, planChange]).toEqual([undefined, undefined]);
    expect([plan, expiresAt]).toEqual([subscription.plan, subscription.expiresAt]);
    expect(history?.at(-1)).toMatchObject({ action: "transfer", actor: { kind: "system" }, to: status });
    expect(moved && movedTo(moved.subscription, "others", NOW)).toBeUndefined();
  });
});
