import { describe, expect, it } from "vitest";
import type { Service } from "../service/service.ts";
import { the } from "../testing/cast.ts";
import { aService, aSubscription, DAY, NOW, timeAt } from "../testing/records.ts";
import {
  ACTIVE,
  acting,
  type Case,
  MAILS,
  MEMBER,
  NO_LONGER,
  OWNER,
  PAST,
  PLANS,
  worldOf,
} from "./act-on-subscription.fixture.ts";
import type { Subscription } from "./subscription.ts";
import type { SubscriptionAction } from "./subscription-input.ts";

describe("what an action writes and tells", () => {
  it.each<[action: SubscriptionAction, given: Case, status: string, writes: string[], event: string]>([
    ["approve", {}, "active", ["expect-service weather 3"], "approved"],
    ["reject", {}, "rejected", NO_LONGER, "rejected"],
    ["suspend", { fields: ACTIVE }, "suspended", [], "suspended"],
    ["resume", { fields: { status: "suspended" } }, "active", [], "resumed"],
    ["revoke", { fields: ACTIVE }, "revoked", NO_LONGER, "revoked"],
    ["renew", { fields: ACTIVE }, "active", MAILS, "renewal-requested"],
    ["change-plan", { fields: ACTIVE, input: { plan: "large" } }, "active", MAILS, "plan-change-requested"],
    ["withdraw", {}, "withdrawn", NO_LONGER, "withdrawn"],
    ["cancel", { fields: ACTIVE }, "cancelled", NO_LONGER, "cancelled"],
  ])("%s", async (action, given, status, writes, event) => {
    const input = { reason: "because", ...given.input };
    const { outcome, writes: written, events, after, changes } = await acting(action, { ...given, input });
    const by = writes === MAILS || ["withdraw", "cancel"].includes(action) ? MEMBER : OWNER;
    expect(outcome).toBe("done");
    expect(written()).toEqual(["replace subscription 3", ...writes]);
    expect(events()).toEqual([`subscription.${event} by ${by.email}`]);
    expect(changes[0]?.result).toEqual({ kind: "subscription", keys: { subscription: "sub_1" } });
    expect(after).toMatchObject({ status, revision: 3 });
    expect(after?.history.at(-1)).toMatchObject({ actor: { email: by.email }, reason: "because" });
  });

  it("approves a plan, an end and scopes in place of those that were asked", async () => {
    const until = timeAt(NOW + DAY);
    const { after } = await acting("approve", { input: { plan: "large", expiresAt: until } });
    expect(after).toMatchObject({ plan: "large", expiresAt: until });
    expect(after?.history.at(-1)?.changed).toMatchObject({ plan: { from: "small", to: "large" } });
  });

  it("keeps the role of a person who asks, and not of one who decides", async () => {
    const asked = await acting("renew", { fields: ACTIVE, caller: the("owner", "callers") });
    expect(asked.after?.history.at(-1)).toMatchObject({ action: "renew", role: "owner" });
    expect((await acting("approve")).after?.history.at(-1)).not.toHaveProperty("role");
  });

  it.each<[action: SubscriptionAction, service: Partial<Service>, events: string[], writes: string[]]>([
    ["renew", { approval: "auto" }, ["renewal-requested", "renewed"], ["expect-service weather 3"]],
    [
      "change-plan",
      { approvalRules: [{ plans: ["large"], decision: "reject" }] },
      ["plan-change-requested", "plan-change-rejected"],
      [],
    ],
  ])(
    "decides at once where the service does, in one revision: %s",
    async (action, service, events, writes) => {
      const input = action === "change-plan" ? { plan: "large" } : {};
      const { events: told, writes: written } = await acting(action, { fields: ACTIVE, service, input });
      expect(told().map((each) => each.split(" ")[0])).toEqual(events.map((each) => `subscription.${each}`));
      expect(written()).toEqual(["replace subscription 3", ...writes]);
    },
  );

  it("renews what has ended, and counts it as living with the approval", async () => {
    const asked = await acting("renew", { fields: { ...PAST, status: "expired" } });
    expect(asked.after).toMatchObject({ status: "expired", renewal: { application: 2 } });
    const fields = { ...asked.after, revision: 2 };
    const { writes, after } = await acting("approve", { fields });
    expect(writes()).toEqual([
      "replace subscription 3",
      "count living +1",
      "count living +1",
      "expect-service weather 3",
    ]);
    expect(after?.status).toBe("active");
  });
});

describe("an action that is repeated or comes between", () => {
  it.each<[action: SubscriptionAction, fields: Partial<Subscription>]>([
    ["approve", {}],
    ["reject", {}],
    ["suspend", ACTIVE],
    ["revoke", ACTIVE],
    ["withdraw", {}],
    ["renew", ACTIVE],
  ])("%s is carried out once", async (action, fields) => {
    const world = worldOf({ fields });
    expect((await acting(action, {}, world)).outcome).toBe("done");
    const again = await acting(action, {}, world);
    expect([again.outcome, again.changes.length]).toEqual(["invalid-transition", 1]);
  });

  it("loses the race with a change of the subscription", async () => {
    const world = worldOf({});
    const stores = { ...world.stores, subscription: async () => aSubscription({ plan: "small" }) };
    expect(await acting("approve", { work: { stores } }, world)).toMatchObject({
      outcome: "raced",
      changes: [],
    });
  });

  it("loses the race with a change of the service where it approves, and not where it rejects", async () => {
    const world = worldOf({});
    const stores = { ...world.stores, service: async () => aService({ plans: PLANS, revision: 2 }) };
    expect((await acting("approve", { work: { stores } }, world)).outcome).toBe("raced");
    expect((await acting("reject", { work: { stores } }, world)).outcome).toBe("done");
  });
});
