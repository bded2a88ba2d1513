import { describe, expect, it } from "vitest";
import type { EventType } from "../event/event.ts";
import { LATCHKEY_SERVICE } from "../service/service.ts";
import type { Command } from "../subscription/decide-subscription.ts";
import { statusAt } from "../subscription/status-at.ts";
import type { Subscription } from "../subscription/subscription.ts";
import { aConsumer, aDelegation, aMember, aService, DAY, NOW, timeAt } from "../testing/records.ts";
import type { NotificationReads } from "./notification-reads.ts";
import { after, applied, approved, event, reads, service } from "./notifications-for.fixture.ts";
import { notificationsFor } from "./notifications-for.ts";
import { SUBSCRIPTION_NOTIFICATIONS } from "./subscription-notifications.ts";

const [ANN, BOB, CARL] = ["ann@example.com", "bob@example.com", "carl@example.com"];
const OWNERS = ["sue@example.com", "tom@example.com"];
const PROVIDER = "olga@example.com";
const ADMINS = ["ada@example.com", "abe@example.com"];

type Stores = Partial<NotificationReads["stores"]>;
interface Case {
  subscription?: Subscription;
  of?: typeof service;
  stores?: Stores;
  later?: number;
}

/** What is notified, as `to kind`, in the order of the notifications. */
const told = async (
  type: EventType,
  { subscription = applied, of = service, stores, later = 0 }: Case = {},
) => {
  const found = await notificationsFor(event(type, later), reads(subscription, of, stores));
  return found.map(({ to, kind }) => `${to} ${kind}`);
};
const each = (people: readonly string[], kind: string) => people.map((to) => `${to} ${kind}`);
const done = (...commands: Command[]) => commands.reduce((from, command) => after(from, command), applied);
const approvedBy = (...people: (string | { by: string; delegateOf: string })[]): Case => ({
  subscription: {
    ...applied,
    approvals: people.map((by) => ({ ...(typeof by === "string" ? { by } : by), at: timeAt(NOW) })),
  },
  of: { ...service, approvalsNeeded: 3 },
});
const platform = (): Case => ({
  subscription: { ...applied, service: LATCHKEY_SERVICE },
  of: { ...service, slug: LATCHKEY_SERVICE },
});

describe("who is asked to decide on an application", () => {
  const suppressed = (...addresses: string[]): Stores => ({
    suppressions: async () => addresses.map((address) => ({ address, why: "bounced", at: timeAt(NOW) })),
  });
  it.each<[who: string, type: EventType, given: Case, asked: string[]]>([
    ["its approvers", "subscription.requested", {}, [ANN, BOB]],
    ["its approvers, who are reminded", "subscription.reminder", {}, [ANN, BOB]],
    ["the owners, where it is escalated", "subscription.escalation", {}, [PROVIDER]],
    [
      "the owners, where there are no approvers",
      "subscription.requested",
      { of: { ...service, approvers: [] } },
      [PROVIDER],
    ],
    ["those who have not approved yet", "subscription.reminder", approvedBy(ANN), [BOB]],
    ["the owners, once each approver has", "subscription.reminder", approvedBy(ANN, BOB), [PROVIDER]],
    ["none, once the owners have too", "subscription.reminder", approvedBy(ANN, BOB, PROVIDER), []],
    [
      "its approvers, where mails reach one",
      "subscription.requested",
      { stores: suppressed(ANN) },
      [ANN, BOB],
    ],
    [
      "the owners, where mails reach no approver",
      "subscription.requested",
      { stores: suppressed(ANN, BOB) },
      [PROVIDER],
    ],
    ["the admins, of the platform's API", "subscription.requested", platform(), ADMINS],
    ["the admins, where that is escalated", "subscription.escalation", platform(), ADMINS],
    ["none, of a service that is gone", "subscription.requested", { of: aService({ id: "svc_2" }) }, []],
    ["none, of what is decided", "subscription.requested", { subscription: approved }, []],
    [
      "none, of a consumer that is deleted",
      "subscription.requested",
      { stores: { consumer: async () => aConsumer({ status: "deleted" }) } },
      [],
    ],
    [
      "none, of a consumer that another team has",
      "subscription.reminder",
      { stores: { consumer: async () => aConsumer({ team: "others" }) } },
      [],
    ],
    ["none, by a new application's event of another moment", "subscription.requested", { later: 1 }, []],
    ["its approvers, by a reminder of later", "subscription.reminder", { later: DAY }, [ANN, BOB]],
  ])("is %s", async (_who, type, given, asked) => {
    expect(await told(type, given)).toEqual(each(asked, "application"));
  });

  it.each<[urgency: string, type: EventType]>([
    ["new", "subscription.requested"],
    ["reminder", "subscription.reminder"],
    ["escalation", "subscription.escalation"],
  ])("is told whether it is urgent: %s", async (urgency, type) => {
    const [first] = await notificationsFor(event(type), reads(applied));
    expect(first?.data).toMatchObject({ urgency, asked: "subscription" });
  });

  it("has a link of its own, but for owners who decide when they are signed in", async () => {
    const links = async (type: EventType) =>
      (await notificationsFor(event(type), reads(applied))).map(({ data }) => "link" in data && data.link);
    expect(await links("subscription.requested")).toMatchObject([{ approver: ANN }, { approver: BOB }]);
    expect(await links("subscription.escalation")).toEqual([false]);
  });

  it("is a delegate too, until either of the two has approved", async () => {
    const delegate = "max@example.com";
    const stores: Stores = {
      delegation: async (email) => (email === BOB ? aDelegation({ email: BOB, delegate }) : undefined),
      member: async (team, email) => aMember({ team, email, role: "member" }),
    };
    const asked = async (...by: Parameters<typeof approvedBy>) =>
      told("subscription.reminder", { ...approvedBy(...by), stores });
    expect(await asked()).toEqual(each([ANN, BOB, delegate], "application"));
    expect(await asked(ANN)).toEqual(each([BOB, delegate], "application"));
    expect(await asked(BOB)).toEqual(each([ANN], "application"));
    expect(await asked({ by: delegate, delegateOf: BOB })).toEqual(each([ANN], "application"));
  });
});

describe("who is told of an outcome", () => {
  const expiring = { do: "approve", term: { durationDays: 30 } } as const;
  const renewal = [expiring, { do: "renew" }] as const;
  const plan = [expiring, { do: "change-plan", plan: "gold" }] as const;
  it.each<[type: EventType, commands: readonly Command[], told: string[]]>([
    ["subscription.approved", [expiring], [`${CARL} decision`]],
    ["subscription.rejected", [{ do: "reject" }], [`${CARL} decision`]],
    ["subscription.lapsed", [{ do: "lapse" }], each([CARL, ANN, BOB], "lapse")],
    ["subscription.renewed", [...renewal, expiring], [`${ANN} decision`]],
    ["subscription.renewal-rejected", [...renewal, { do: "reject" }], [`${ANN} decision`]],
    ["subscription.renewal-rejected", [...renewal, { do: "lapse" }], each([ANN, BOB], "lapse")],
    ["subscription.plan-changed", [...plan, { do: "approve", term: {} }], [`${ANN} decision`]],
    ["subscription.plan-change-rejected", [...plan, { do: "reject" }], [`${ANN} decision`]],
    ["subscription.plan-change-rejected", [...plan, { do: "lapse" }], each([ANN, BOB], "lapse")],
    ["subscription.approved", [{ do: "reject" }], []],
    ["subscription.rejected", [expiring], []],
    ["subscription.lapsed", [], []],
    ["subscription.renewed", [expiring], []],
  ])("%s after %j", async (type, commands, expected) => {
    expect(await told(type, { subscription: done(...commands) })).toEqual(expected);
  });

  it("are the owners of the consumer's team, where a machine asked", async () => {
    const subscription = { ...approved, applicant: { id: "con_1" } };
    expect(await told("subscription.approved", { subscription })).toEqual(each(OWNERS, "decision"));
  });

  it("are the admins and no approver, where what lapses is the platform's", async () => {
    const given = platform();
    const subscription = after({ ...applied, service: LATCHKEY_SERVICE }, { do: "lapse" });
    expect(await told("subscription.lapsed", { ...given, subscription })).toEqual(
      each([CARL, ...ADMINS], "lapse"),
    );
  });

  it("is the applicant alone, where the service is gone", async () => {
    const gone = { subscription: done({ do: "lapse" }), of: aService({ id: "svc_2" }) };
    expect(await told("subscription.lapsed", gone)).toEqual([`${CARL} lapse`]);
  });
});

describe("a fact about a subscription", () => {
  const ends = done({ do: "approve", term: { durationDays: 30 } });
  const past = { ...ends, expiresAt: timeAt(NOW) };
  it.each<[type: EventType, subscription: Subscription, later?: number]>([
    ["subscription.expiring", ends, 23 * DAY],
    ["subscription.expired", after(past, { do: "expire" })],
    ["subscription.expired", past],
    ["subscription.suspended", after(approved, { do: "suspend" })],
    ["subscription.resumed", approved],
    ["subscription.revoked", after(approved, { do: "revoke" })],
  ])(
    "%s is told to the owners of the consumer's team, with its status now",
    async (type, subscription, later = 0) => {
      const now = statusAt(subscription, NOW);
      const found = await notificationsFor(event(type, later), reads(subscription));
      expect(found.map(({ to }) => to)).toEqual(OWNERS);
      expect(found[0]?.data).toMatchObject({ fact: type.split(".")[1], status: now });
    },
  );
});

it.each(Object.keys(SUBSCRIPTION_NOTIFICATIONS) as (keyof typeof SUBSCRIPTION_NOTIFICATIONS)[])(
  "%s of a subscription that is not there is told to no one",
  async (type) => {
    const { subscription: _none, ...nameless } = event(type);
    for (const of of [event(type), nameless])
      expect(await notificationsFor(of, reads(undefined))).toEqual([]);
  },
);
