import { describe, expect, it } from "vitest";
import { LATCHKEY_SERVICE } from "../service/service.ts";
import { aMachine } from "../testing/callers.ts";
import { ADMIN, STRANGER, the } from "../testing/cast.ts";
import { DAY, NOW, timeAt } from "../testing/records.ts";
import { ACTIVE, acting, type Case, OWNER, PAST, worldOf } from "./act-on-subscription.fixture.ts";
import type { SubscriptionAction } from "./subscription-input.ts";

describe("what is refused of an action", () => {
  const two = { approvalsNeeded: 2 };
  const api = { fields: { service: LATCHKEY_SERVICE }, service: { slug: LATCHKEY_SERVICE } };
  const machine = aMachine("providers", { role: "owner" });
  it.each<[what: string, outcome: string, action: SubscriptionAction, given: Case]>([
    ["a stranger", "not-found", "approve", { caller: STRANGER }],
    ["a member of the provider", "forbidden", "approve", { caller: the("member", "providers") }],
    ["the consumer's owner who would decide", "forbidden", "approve", { caller: the("owner", "callers") }],
    ["the provider who would withdraw", "forbidden", "withdraw", { caller: OWNER }],
    [
      "a viewer of the consumer's team",
      "forbidden",
      "cancel",
      { caller: the("viewer", "callers"), fields: ACTIVE },
    ],
    ["an owner of the platform's team, for its API", "forbidden", "approve", { ...api, caller: OWNER }],
    ["a program as one of two people", "forbidden", "approve", { service: two, caller: machine }],
    ["another revision", "revision-mismatch", "approve", { work: { expectedRevision: [1] } }],
    ["a state that does not allow it", "invalid-transition", "resume", {}],
    ["an end that has passed", "invalid-transition", "suspend", { fields: PAST }],
    ["no plan to change to", "invalid-input /plan", "change-plan", { fields: ACTIVE }],
    [
      "a plan that is not offered",
      "invalid-input /plan",
      "change-plan",
      { fields: ACTIVE, input: { plan: "gold" } },
    ],
    [
      "scopes of another action than an approval",
      "invalid-input /scopes",
      "reject",
      { input: { scopes: ["a"] } },
    ],
    [
      "an end of another action than an approval",
      "invalid-input /expiresAt",
      "renew",
      { fields: ACTIVE, input: { expiresAt: timeAt(NOW + DAY) } },
    ],
    ["a plan that cannot be granted", "invalid-input /plan", "approve", { input: { plan: "gold" } }],
    [
      "an end that has passed already",
      "invalid-input /expiresAt",
      "approve",
      { input: { expiresAt: timeAt(NOW) } },
    ],
    [
      "a renewal of a service that ends before it",
      "service-retired",
      "renew",
      { fields: ACTIVE, service: { deprecation: { at: timeAt(NOW), sunsetAt: timeAt(NOW + DAY) } } },
    ],
    [
      "a renewal after the end of mails",
      "rate-limited",
      "renew",
      {
        fields: ACTIVE,
        service: { approvers: Array.from({ length: 20 }, (_, n) => `a${n}@x.test`) },
        work: {},
      },
    ],
  ])("%s", async (what, outcome, action, given) => {
    const world = worldOf(given);
    const most = world.work().limits;
    const limits = what.includes("mails") ? { ...most, mailsPerPerson: 19 } : most;
    const { changes, ...ended } = await acting(action, { ...given, work: { limits, ...given.work } }, world);
    expect([ended.outcome, changes]).toEqual([outcome, []]);
  });

  it("a service that is gone", async () => {
    const world = worldOf({});
    const stores = { ...world.stores, service: async () => undefined };
    expect((await acting("reject", { work: { stores } }, world)).outcome).toBe("not-found");
  });

  it("nothing to people where two approve, to an admin's program, and to an admin for the platform's API", async () => {
    const first = await acting("approve", { service: two });
    expect([first.outcome, first.events()]).toEqual([
      "done",
      [`subscription.approval-added by ${OWNER.email}`],
    ]);
    const root = aMachine("latchkey", { admin: true });
    expect((await acting("approve", { service: two, caller: root })).outcome).toBe("done");
    expect((await acting("approve", { ...api, caller: ADMIN })).outcome).toBe("done");
  });
});
