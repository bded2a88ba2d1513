import { describe, expect, it } from "vitest";
import type { Caller } from "../access/caller.ts";
import type { PlatformWork } from "../platform/work.ts";
import { LATCHKEY_SERVICE, type Service } from "../service/service.ts";
import { aMachine } from "../testing/callers.ts";
import { ADMIN, CAST, STRANGER, the } from "../testing/cast.ts";
import { aWorld } from "../testing/memory-world.ts";
import { outcomeOf } from "../testing/outcome.ts";
import { aConsumer, aService, aSubscription, DAY, NOW, timeAt } from "../testing/records.ts";
import { actOnSubscription } from "./act-on-subscription.ts";
import { ahead } from "./decisions.fixture.ts";
import type { Subscription } from "./subscription.ts";
import type { SubscriptionAction, SubscriptionActionInput } from "./subscription-input.ts";

const OWNER = the("owner", "providers");
const MEMBER = the("member", "callers");
const PLANS = [{ name: "small" }, { name: "large", durationDays: 30 }];

interface Case {
  fields?: Partial<Subscription>;
  service?: Partial<Service>;
  input?: SubscriptionActionInput;
  caller?: Caller;
  work?: Partial<PlatformWork>;
  /** What the action comes across: as it was read, and as it is when it is written. */
  stored?: Partial<Subscription>;
}

const worldOf = ({ fields, service }: Case) =>
  aWorld({
    ...CAST,
    consumer: aConsumer(),
    service: aService({ plans: PLANS, approvers: ["ann@x.test"], revision: 3, ...service }),
    subscription: aSubscription({ plan: "small", revision: 2, ...fields }),
  });

const acting = async (action: SubscriptionAction, given: Case = {}, world = worldOf(given)) => {
  const isConsumers = ["renew", "change-plan", "withdraw", "cancel"].includes(action);
  const work = world.work(given.caller ?? (isConsumers ? MEMBER : OWNER), given.work);
  const outcome = await outcomeOf(() => actOnSubscription(work, "sub_1", action, given.input ?? {}));
  const after = await world.stores.subscription("sub_1");
  return { ...world, outcome, after };
};

const ACTIVE = { status: "active", ...ahead } as const;
const PAST = { status: "active", expiresAt: timeAt(NOW - DAY), termDays: 30 } as const;
const MAILS = [`spend mails/by/${MEMBER.email} 1`, "spend mails/of/callers 1"];
const NO_LONGER = ["count living -1", "count living -1"];

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
