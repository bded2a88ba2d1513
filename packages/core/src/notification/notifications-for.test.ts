import { describe, expect, it } from "vitest";
import { DEFAULT_TIMING } from "../due/timing.ts";
import type { DomainEvent, EventType } from "../event/event.ts";
import { PUBLIC_EVENTS } from "../event/event.ts";
import type { Service } from "../service/service.ts";
import { type Command, decideSubscription } from "../subscription/decide-subscription.ts";
import type { Subscription } from "../subscription/subscription.ts";
import type { Member } from "../team/team.ts";
import { aConsumer, aCredential, DAY, NOW, timeAt } from "../testing/records.ts";
import type { NotificationReads } from "./notification-reads.ts";
import { notificationsFor } from "./notifications-for.ts";
import { NOTIFIED_EVENTS } from "./notified-events.ts";

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

const consumer = aConsumer({ id: "con_1", name: "web-shop", team: "shop" });

const reads = (
  subscription: Subscription | undefined,
  of: Service = service,
  others: Partial<NotificationReads["stores"]> = {},
): NotificationReads => ({
  stores: {
    subscription: async (id) => (id === subscription?.id ? subscription : undefined),
    service: async (slug) => (slug === of.slug ? of : undefined),
    serviceById: async (id) => (id === of.id ? of : undefined),
    members: async (team) => MEMBERS.filter((each) => each.team === team),
    consumer: async (id) => (id === consumer.id ? consumer : undefined),
    credential: async () => undefined,
    invitation: async () => undefined,
    team: async () => undefined,
    suppressions: async () => [],
    ...others,
  },
  admins: ["ada@example.com", "abe@example.com"],
  timing: DEFAULT_TIMING,
  now: NOW,
});

const event = (type: EventType, later = 0): DomainEvent => ({
  id: "evt_1",
  type,
  at: timeAt(NOW + later),
  actor: "carl@example.com",
  team: "shop",
  consumer: "con_1",
  service: "echo",
  subscription: "sub_1",
});
const requested = event("subscription.requested");
const withoutSubscription = ({ subscription: _without, ...nameless }: DomainEvent) => nameless;

describe("An application that waits for a decision", () => {
  it("is told to each approver, each with a link of its own until it lapses", async () => {
    const notices = await notificationsFor(requested, reads(applied));
    expect(notices.map(({ kind, to, key }) => ({ kind, to, key }))).toEqual([
      { kind: "application", to: "ann@example.com", key: "evt_1#application#ann@example.com" },
      { kind: "application", to: "bob@example.com", key: "evt_1#application#bob@example.com" },
    ]);
    const fourteenDaysOn = Date.parse("2026-03-15T12:00:00Z") / 1000;
    expect(notices[1]?.data).toEqual({
      subscription: "sub_1",
      service: { slug: "echo", name: "Echo", team: "providers" },
      consumer: { name: "web-shop", team: "shop" },
      plan: "Basic plan",
      asked: "subscription",
      urgency: "new",
      scopes: [],
      applicant: "carl@example.com",
      reason: "We sell things.",
      askedAt: at,
      decideUntil: "2026-03-15T12:00:00.000Z",
      link: { subscription: "sub_1", application: 1, approver: "bob@example.com", expires: fourteenDaysOn },
    });
  });

  it("is told to the owners of the service's team where no approvers are named", async () => {
    const notices = await notificationsFor(requested, reads(applied, { ...service, approvers: [] }));
    expect(notices.map(({ to }) => to)).toEqual(["olga@example.com"]);
  });

  it.each([
    ["none of the approvers", ["ann@example.com", "bob@example.com"], ["olga@example.com"]],
    ["one of the approvers only", ["bob@example.com"], ["ann@example.com", "bob@example.com"]],
  ])("is told to the owners where mails reach %s", async (_whom, suppressed, told) => {
    const suppressions = async () => suppressed.map((address) => ({ address, why: "bounced" as const, at }));
    const notices = await notificationsFor(requested, reads(applied, service, { suppressions }));
    expect(notices.map(({ to }) => to)).toEqual(told);
    for (const { to, data } of notices) expect("link" in data).toBe(to !== "olga@example.com");
  });

  it.each(["approve", "reject", "withdraw", "lapse"] as const)(
    "is told to nobody any more after %s",
    async (action) => {
      const command: Command = action === "approve" ? { do: action, term: {} } : { do: action };
      expect(await notificationsFor(requested, reads(after(applied, command)))).toEqual([]);
    },
  );

  it("is told to nobody when the event is about an earlier application", async () => {
    const later = { ...applied, appliedAt: timeAt(NOW + 1) };
    expect(await notificationsFor(requested, reads(later))).toEqual([]);
    expect(await notificationsFor(event("subscription.reminder"), reads(later))).toEqual([]);
  });

  it("is told to nobody when its consumer is gone: it is being withdrawn", async () => {
    const gone = reads(applied, service, { consumer: async () => ({ ...consumer, status: "deleted" }) });
    expect(await notificationsFor(requested, gone)).toEqual([]);
  });

  it("is brought to the approvers' minds with the same link, and then to the owners' without one", async () => {
    const [first] = await notificationsFor(requested, reads(applied));
    const [reminder] = await notificationsFor(event("subscription.reminder", DAY), reads(applied));
    expect(reminder).toMatchObject({ to: "ann@example.com", data: { urgency: "reminder" } });
    expect(reminder?.data).toMatchObject({
      link: { ...(first?.kind === "application" ? first.data.link : {}) },
    });
    const escalated = await notificationsFor(event("subscription.escalation", 7 * DAY), reads(applied));
    expect(escalated.map(({ to }) => to)).toEqual(["olga@example.com"]);
    expect(escalated[0]?.data).not.toHaveProperty("link");
  });
});

describe("An application for the management API", () => {
  const latchkey: Service = { ...service, slug: "latchkey", name: "Latchkey", team: "latchkey" };
  const asked: Subscription = { ...applied, service: "latchkey", serviceTeam: "latchkey", scopes: ["owner"] };
  const admins = ["ada@example.com", "abe@example.com"];
  const lapsed = after(asked, { do: "lapse" }, "system");
  const withoutAdmins = (members: Member[], subscription = asked) => ({
    ...reads(subscription, latchkey, {
      members: async (team) => members.filter((each) => each.team === team),
    }),
    admins: [],
  });
  const recipients = async (type: EventType, later: number, from: NotificationReads) =>
    (await notificationsFor(event(type, later), from)).map(({ to }) => to);

  it("is told to the platform's admins, whoever the service's approvers are, and never with a link", async () => {
    const notices = await notificationsFor(requested, reads(asked, latchkey));
    expect(notices.map(({ kind, to, key }) => ({ kind, to, key }))).toEqual(
      admins.map((to) => ({ kind: "application", to, key: `evt_1#application#${to}` })),
    );
    expect(notices[0]?.data).toMatchObject({
      forAdmins: true,
      applicant: "carl@example.com",
      consumer: { name: "web-shop", team: "shop" },
      scopes: ["owner"],
      reason: "We sell things.",
    });
    for (const { data } of notices) expect(data).not.toHaveProperty("link");
  });

  it("is brought to their minds, escalated to them, and its lapse told to them and to whoever applied", async () => {
    expect(await recipients("subscription.reminder", DAY, reads(asked, latchkey))).toEqual(admins);
    expect(await recipients("subscription.escalation", 7 * DAY, reads(asked, latchkey))).toEqual(admins);
    const notices = await notificationsFor(event("subscription.lapsed"), reads(lapsed, latchkey));
    expect(notices.map(({ kind, to, data }) => [kind, to, "recipient" in data && data.recipient])).toEqual([
      ["lapse", "carl@example.com", "applicant"],
      ["lapse", "ada@example.com", "admin"],
      ["lapse", "abe@example.com", "admin"],
    ]);
  });

  it("is told once to an admin who is named twice, and once to one who applied", async () => {
    const twice = { ...reads(asked, latchkey), admins: ["ada@example.com", "ada@example.com"] };
    expect(await recipients("subscription.requested", 0, twice)).toEqual(["ada@example.com"]);
    const carl = { ...reads(lapsed, latchkey), admins: ["carl@example.com"] };
    expect(await recipients("subscription.lapsed", 0, carl)).toEqual(["carl@example.com"]);
  });

  it("is told to the owners of the team latchkey where no admin is configured, else to nobody", async () => {
    const owner = member("latchkey", "lara@example.com", "owner");
    const idle = member("latchkey", "mia@example.com", "member");
    const owned = withoutAdmins([owner, idle]);
    for (const [type, later] of [
      ["subscription.requested", 0],
      ["subscription.reminder", DAY],
      ["subscription.escalation", 7 * DAY],
    ] as const) {
      expect(await recipients(type, later, owned)).toEqual(["lara@example.com"]);
      expect(await recipients(type, later, withoutAdmins([idle]))).toEqual([]);
    }
    const [notice] = await notificationsFor(requested, owned);
    expect(notice?.data).not.toHaveProperty("link");
    expect(await recipients("subscription.lapsed", 0, withoutAdmins([owner], lapsed))).toEqual([
      "carl@example.com",
      "lara@example.com",
    ]);
  });

  it("is the only one that admins are told of", async () => {
    expect(await recipients("subscription.requested", 0, reads(applied))).toEqual([
      "ann@example.com",
      "bob@example.com",
    ]);
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
          subscription: "sub_1",
          service: { slug: "echo", name: "Echo", team: "providers" },
          consumer: { name: "web-shop", team: "shop" },
          plan: "Basic plan",
          asked: "subscription",
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

describe("A renewal or a change of plan", () => {
  const running = after(applied, { do: "approve", term: { durationDays: 30 } });
  const renewing = after(running, { do: "renew" }, "tom@example.com", "One more month.");
  const changing = after(running, { do: "change-plan", plan: "gold" }, "con_9");

  it("is asked of the approvers, each with a link to that very application", async () => {
    const [notice] = await notificationsFor(event("subscription.renewal-requested"), reads(renewing));
    expect(notice?.data).toMatchObject({
      asked: "renewal",
      applicant: "tom@example.com",
      reason: "One more month.",
      link: { application: 2, approver: "ann@example.com" },
    });
    const [other] = await notificationsFor(event("subscription.plan-change-requested"), reads(changing));
    expect(other?.data).toMatchObject({ asked: "plan-change", newPlan: "gold", applicant: "con_9" });
  });

  it("is decided to whoever asked for it, not to whoever applied first", async () => {
    const renewed = after(renewing, { do: "approve", term: { durationDays: 30 } });
    const notices = await notificationsFor(event("subscription.renewed"), reads(renewed));
    expect(notices.map(({ to }) => to)).toEqual(["tom@example.com"]);
    expect(notices[0]?.data).toMatchObject({ asked: "renewal", decision: "approved" });
    const changed = after(changing, { do: "reject" });
    const others = await notificationsFor(event("subscription.plan-change-rejected"), reads(changed));
    expect(others.map(({ to }) => to)).toEqual(["sue@example.com", "tom@example.com"]);
  });

  it("that lapses is told as a lapse, to whoever asked and to the approvers", async () => {
    const lapsed = after(renewing, { do: "lapse" }, "system");
    const notices = await notificationsFor(event("subscription.renewal-rejected"), reads(lapsed));
    expect(notices.map(({ kind, to, data }) => [kind, to, "recipient" in data && data.recipient])).toEqual([
      ["lapse", "tom@example.com", "applicant"],
      ["lapse", "ann@example.com", "approver"],
      ["lapse", "bob@example.com", "approver"],
    ]);
  });

  it("that a new application ended is told to nobody", async () => {
    const ended = after({ ...renewing, status: "expired" }, { do: "end-renewal" }, "system");
    expect(await notificationsFor(event("subscription.renewal-rejected"), reads(ended))).toEqual([]);
  });
});

describe("An end that comes near", () => {
  const running = after(applied, { do: "approve", term: { durationDays: 30 } });
  const sevenDaysBefore = event("subscription.expiring", 23 * DAY);

  it("is announced to the owners of the consumer's team", async () => {
    const notices = await notificationsFor(sevenDaysBefore, reads(running));
    expect(notices.map(({ to }) => to)).toEqual(["sue@example.com", "tom@example.com"]);
    expect(notices[0]?.data).toMatchObject({ fact: "expiring", expiresAt: timeAt(NOW + 30 * DAY) });
  });

  it("is not announced when it was put off since, or the subscription is over", async () => {
    const renewed = { ...running, expiresAt: timeAt(NOW + 60 * DAY) };
    expect(await notificationsFor(sevenDaysBefore, reads(renewed))).toEqual([]);
    expect(await notificationsFor(sevenDaysBefore, reads(after(running, { do: "revoke" })))).toEqual([]);
  });
});

describe("A fact about a credential", () => {
  const credential = aCredential({ consumerId: "con_1", name: "production" });
  const of = (type: EventType, found: typeof credential | undefined) =>
    notificationsFor(
      { ...withoutSubscription(event(type)), credential: credential.id, credentialName: "production" },
      reads(undefined, service, { credential: async () => found }),
    );
  const facts = async (type: EventType, found: typeof credential | undefined) =>
    (await of(type, found)).map(({ to }) => to);
  const owners = ["sue@example.com", "tom@example.com"];

  it("is told to the owners of its team while it is true, and holds no secret", async () => {
    expect(await facts("credential.created", credential)).toEqual(owners);
    expect(await facts("credential.created", undefined)).toEqual([]);
    expect(await facts("credential.disabled", credential)).toEqual([]);
    expect(await facts("credential.disabled", { ...credential, status: "disabled" })).toEqual(owners);
    expect(await facts("credential.enabled", credential)).toEqual([]);
    expect(await facts("credential.expiring", { ...credential, expiresAt: timeAt(NOW + DAY) })).toEqual(
      owners,
    );
    expect(await facts("credential.expiring", { ...credential, expiresAt: timeAt(NOW + 40 * DAY) })).toEqual(
      [],
    );
    expect(await facts("credential.expired", { ...credential, expiresAt: timeAt(NOW) })).toEqual(owners);
    expect(await facts("credential.expired", { ...credential, expiresAt: timeAt(NOW + 1) })).toEqual([]);
    expect(JSON.stringify(await of("credential.created", credential))).not.toContain("secrets");
  });

  it("names one that is gone as its event does", async () => {
    const [notice] = await of("credential.revoked", undefined);
    expect(notice?.data).toMatchObject({ credential: { id: credential.id, name: "production" } });
  });
});

describe("A suspension", () => {
  it("is told to the owners while it lasts", async () => {
    const suspended = reads(undefined, service, {
      consumer: async () => ({ ...consumer, status: "suspended" as const }),
    });
    const about = withoutSubscription(event("consumer.suspended"));
    expect((await notificationsFor(about, suspended)).map(({ to }) => to)).toHaveLength(2);
    expect(await notificationsFor(about, reads(undefined))).toEqual([]);
  });
});

describe("A quota that is nearly or wholly used", () => {
  it("is told to the owners of the consumer's team, with its figures, also where it is a plan's", async () => {
    const exceeded = { ...event("quota.exceeded"), reason: "100 % of the day's quota of 5 calls are used." };
    const notices = await notificationsFor(
      exceeded,
      reads(undefined, service, { consumer: async () => consumer }),
    );
    expect(notices).toHaveLength(2);
    expect(notices[0]).toMatchObject({ kind: "quota", data: { fact: "exceeded", used: exceeded.reason } });
  });

  it("is told to nobody once the consumer is deleted", async () => {
    const deleted = { consumer: async () => ({ ...consumer, status: "deleted" as const }) };
    expect(await notificationsFor(event("quota.warning"), reads(undefined, service, deleted))).toEqual([]);
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
    expect(await notificationsFor(withoutSubscription(requested), reads(applied))).toEqual([]);
  });

  it.each(PUBLIC_EVENTS.filter((type) => !NOTIFIED_EVENTS.some((notified) => notified === type)))(
    "%s is told to nobody",
    async (type) => {
      expect(await notificationsFor(event(type), reads(applied))).toEqual([]);
    },
  );
});
