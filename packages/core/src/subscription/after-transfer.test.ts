import { describe, expect, it } from "vitest";
import { aPerson } from "../testing/callers.ts";
import { aConsumer, aSubscription } from "../testing/records.ts";
import { actOnSubscription } from "./act-on-subscription.ts";
import { stepsAfterTransfer } from "./after-transfer.ts";
import { STATES, type StateName } from "./decisions.fixture.ts";
import { workIn } from "./possible-actions.fixture.ts";
import type { SubscriptionStatus } from "./subscription.ts";
import type { SubscriptionAction } from "./subscription-input.ts";

describe("a subscription whose consumer belongs to another team", () => {
  it.each(Object.keys(STATES) as StateName[])(
    "that is %s has its steps, and none once it has followed",
    (name) => {
      const subscription = aSubscription(STATES[name]);
      const steps = stepsAfterTransfer(subscription, "others").map((step) => step.do);
      expect(steps).toEqual(name === "pending" ? ["withdraw", "transfer"] : ["transfer"]);
      expect(stepsAfterTransfer({ ...subscription, consumerTeam: "others" }, "others")).toEqual([]);
    },
  );
});

describe("Until a subscription has followed its consumer", () => {
  const away = { consumer: aConsumer({ team: "others" }) };
  const act = (who: string, status: SubscriptionStatus, action: SubscriptionAction) =>
    actOnSubscription(workIn(away, aSubscription({ status }), aPerson(who)), "sub_1", action, {});

  it.each([
    ["owner@callers", "active", "cancel"],
    ["owner@callers", "active", "renew"],
    ["owner@callers", "pending", "withdraw"],
    ["owner@providers", "pending", "approve"],
    ["owner@providers", "pending", "reject"],
  ] as const)("%s cannot, of one that is %s, %s", async (who, status, action) => {
    await expect(act(who, status, action)).rejects.toMatchObject({ code: "unavailable" });
  });

  it.each([
    ["active", "suspend", "suspended"],
    ["suspended", "resume", "active"],
    ["active", "revoke", "revoked"],
  ] as const)("its provider can, of one that is %s, %s", async (status, action, to) => {
    expect(await act("owner@providers", status, action)).toMatchObject({ status: to });
  });
});
