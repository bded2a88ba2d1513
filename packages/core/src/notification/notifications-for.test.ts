import { describe, expect, it } from "vitest";
import type { DomainEvent, EventType } from "../event/event.ts";
import { PUBLIC_EVENTS } from "../event/event.ts";
import type { Service } from "../service/service.ts";
import { type Command, decideSubscription } from "../subscription/decide-subscription.ts";
import type { Subscription } from "../subscription/subscription.ts";
import type { Member } from "../team/team.ts";
import { type NotificationReads, notificationsFor } from "./notifications-for.ts";
import { NOTIFIED_EVENTS } from "./notified-events.ts";

const NOW = Date.parse("2026-03-01T12:00:00.000Z");
const at = new Date(NOW).toISOString();
const resource = (id: string) => ({ id, revision: 1, createdAt: at, updatedAt: at });

const service: Service = {
  ...resource("svc_1"),
  slug: "echo",
  name: "Echo",
  team: "providers",
  kind: "rest",
  upstream: { url: "https://example.com", timeoutSeconds: 30, sealedHeaders: {} },
  approvalRules: [],
  whenCountersFail: "closed",
  assertion: false,
  visibility: "public",
  approval: "manual",
  approvers: ["ann@example.com", "bob@example.com"],
  plans: [{ name: "basic", title: "Basic plan" }],
  tags: [],
  status: "published",
};

const applied: Subscription = {
  ...resource("sub_1"),
  consumerId: "con_1",
  consumerName: "web-shop",
  consumerTeam: "shop",
  serviceId: "svc_1",
  service: "echo",
  serviceTeam: "providers",
  status: "pending",
  plan: "basic",
  reason: "We sell things.",
  applicant: { id: "carl@example.com", email: "carl@example.com" },
  application: 1,
  appliedAt: at,
  history: [{ at, actor: "carl@example.com", action: "apply", to: "pending", application: 1 }],
};

const after = (subscription: Subscription, command: Command, actor = "ann@example.com", reason?: string) => {
  const decided = decideSubscription(subscription, command, { actor, ...(reason ? { reason } : {}) }, NOW);
  if (decided instanceof Error) throw decided;
  return decided.subscription;
};
const approved = after(applied, { do: "approve", term: {} });

const member = (team: string, email: string, role: Member["role"]): Member => ({
  ...resource(`mem_${email}`),
  team,
  email,
  role,
});
const MEMBERS = [
  member("providers", "olga@example.com", "owner"),
  member("providers", "max@example.com", "member"),
  member("shop", "sue@example.com", "owner"),
  member("shop", "tom@example.com", "owner"),
  member("shop", "carl@example.com", "member"),
];

const reads = (subscription: Subscription | undefined, of: Service = service): NotificationReads => ({
  stores: {
    subscription: async (id) => (id === subscription?.id ? subscription : undefined),
    serviceById: async (id) => (id === of.id ? of : undefined),
    members: async (team) => MEMBERS.filter((each) => each.team === team),
  },
  lapseDays: 14,
  now: NOW,
});

const event = (type: EventType): DomainEvent => ({
  id: "evt_1",
  type,
  at,
  actor: "carl@example.com",
  team: "shop",
  consumer: "con_1",
  service: "echo",
  subscription: "sub_1",
});
const requested = event("subscription.requested");

describe("An application that waits for a decision", () => {
  it("is told to each approver, each with a link of its own until it lapses", async () => {
    const notices = await notificationsFor(requested, reads(applied));
    expect(notices.map(({ kind, to, key }) => ({ kind, to, key }))).toEqual([
      { kind: "application", to: "ann@example.com", key: "evt_1#application#ann@example.com" },
      { kind: "application", to: "bob@example.com", key: "evt_1#application#bob@example.com" },
    ]);
    const fourteenDaysOn = Date.parse("2026-03-15T12:00:00Z") / 1000;
    expect(notices[1]?.data).toEqual({
      service: { slug: "echo", name: "Echo", team: "providers" },
      consumer: { name: "web-shop", team: "shop" },
      plan: "Basic plan",
      scopes: [],
      applicant: "carl@example.com",
      reason: "We sell things.",
      appliedAt: at,
      link: { subscription: "sub_1", application: 1, approver: "bob@example.com", expires: fourteenDaysOn },
    });
  });

  it("is told to the owners of the service's team where no approvers are named", async () => {
    const notices = await notificationsFor(requested, reads(applied, { ...service, approvers: [] }));
    expect(notices.map(({ to }) => to)).toEqual(["olga@example.com"]);
  });

  it("is told to nobody when it is for the management API: no link decides on that", async () => {
    const latchkey = { ...service, slug: "latchkey" };
    expect(await notificationsFor(requested, reads(applied, latchkey))).toEqual([]);
  });

  it.each(["approve", "reject", "withdraw", "lapse"] as const)(
    "is told to nobody any more after %s",
    async (action) => {
      const command: Command = action === "approve" ? { do: action, term: {} } : { do: action };
      expect(await notificationsFor(requested, reads(after(applied, command)))).toEqual([]);
    },
  );

  it("is told to nobody when the event is about an earlier application", async () => {
    expect(await notificationsFor(requested, reads({ ...applied, application: 2 }))).toEqual([]);
  });
});

describe("A decision", () => {
  it("is told to the person who applied, with the reason and what has become of it", async () => {
    const rejected = after(applied, { do: "reject" }, "ann@example.com", "No capacity.");
    const notices = await notificationsFor(event("subscription.rejected"), reads(rejected));
    expect(notices).toEqual([
      {
        kind: "decision",
        to: "carl@example.com",
        key: "evt_1#decision#carl@example.com",
        data: {
          service: { slug: "echo", name: "Echo", team: "providers" },
          consumer: { name: "web-shop", team: "shop" },
          plan: "Basic plan",
          decision: "rejected",
          by: "provider",
          reason: "No capacity.",
          decidedAt: at,
          status: "rejected",
          machineApplied: false,
        },
      },
    ]);
  });

  it("is told to the owners of the consumer's team when a machine applied", async () => {
    const machine = after({ ...applied, applicant: { id: "con_9" } }, { do: "approve", term: {} });
    const notices = await notificationsFor(event("subscription.approved"), reads(machine));
    expect(notices.map(({ to }) => to)).toEqual(["sue@example.com", "tom@example.com"]);
    expect(notices[0]?.data).toMatchObject({ decision: "approved", machineApplied: true });
  });

  it.each([
    ["rule:2", "rule"],
    ["service", "service"],
    ["ann@example.com", "provider"],
  ])("by %s is told as one by %s", async (actor, by) => {
    const decided = after(applied, { do: "approve", term: {} }, actor);
    const [notice] = await notificationsFor(event("subscription.approved"), reads(decided));
    expect(notice?.data).toMatchObject({ by });
  });

  it("is told although the subscription was suspended since, and says so", async () => {
    const suspended = after(approved, { do: "suspend" });
    const [notice] = await notificationsFor(event("subscription.approved"), reads(suspended));
    expect(notice?.data).toMatchObject({ decision: "approved", status: "suspended" });
  });

  it("that the history does not tell of is told to nobody", async () => {
    expect(await notificationsFor(event("subscription.approved"), reads(applied))).toEqual([]);
    expect(await notificationsFor(event("subscription.rejected"), reads(approved))).toEqual([]);
  });
});

describe("An event", () => {
  it("leads to the same notifications with the same keys however often it comes", async () => {
    const once = await notificationsFor(requested, reads(applied));
    expect(await notificationsFor(requested, reads(applied))).toEqual(once);
  });

  it("about a subscription or service that is not there is told to nobody", async () => {
    expect(await notificationsFor(requested, reads(undefined))).toEqual([]);
    expect(await notificationsFor(requested, reads(applied, { ...service, id: "svc_2" }))).toEqual([]);
    const { subscription: _without, ...nameless } = requested;
    expect(await notificationsFor(nameless, reads(applied))).toEqual([]);
  });

  it.each(PUBLIC_EVENTS.filter((type) => !NOTIFIED_EVENTS.some((notified) => notified === type)))(
    "%s is told to nobody",
    async (type) => {
      expect(await notificationsFor(event(type), reads(applied))).toEqual([]);
    },
  );
});
