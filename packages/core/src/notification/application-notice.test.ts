import { describe, expect, it } from "vitest";
import type { EventType } from "../event/event.ts";
import type { Service } from "../service/service.ts";
import type { Command } from "../subscription/decide-subscription.ts";
import type { Subscription } from "../subscription/subscription.ts";
import type { Member } from "../team/team.ts";
import { DAY, NOW, timeAt } from "../testing/records.ts";
import type { NotificationReads } from "./notification-reads.ts";
import {
  ABOUT,
  after,
  applied,
  at,
  consumer,
  event,
  member,
  reads,
  requested,
  service,
} from "./notifications-for.fixture.ts";
import { notificationsFor } from "./notifications-for.ts";

describe("An application that waits for a decision", () => {
  it("is told to each approver, each with a link of its own until it lapses", async () => {
    const notices = await notificationsFor(requested, reads(applied));
    expect(notices.map(({ kind, to, key }) => ({ kind, to, key }))).toEqual([
      { kind: "application", to: "ann@example.com", key: "evt_1#application#ann@example.com" },
      { kind: "application", to: "bob@example.com", key: "evt_1#application#bob@example.com" },
    ]);
    const fourteenDaysOn = Date.parse("2026-03-15T12:00:00Z") / 1000;
    expect(notices[1]?.data).toEqual({
      ...ABOUT,
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
    "is no longer told to anyone after %s",
    async (action) => {
      const command: Command = action === "approve" ? { do: action, term: {} } : { do: action };
      expect(await notificationsFor(requested, reads(after(applied, command)))).toEqual([]);
    },
  );

  it("notifies no one when the event is about an earlier application", async () => {
    const later = { ...applied, appliedAt: timeAt(NOW + 1) };
    expect(await notificationsFor(requested, reads(later))).toEqual([]);
    expect(await notificationsFor(event("subscription.reminder"), reads(later))).toEqual([]);
  });

  it("causes no mail when its consumer is deleted: it is being withdrawn", async () => {
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

  it("is told to the platform's admins, not to the service's approvers, and never with a link", async () => {
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

  it("is brought to their minds, escalated to them, and its lapse told to them and to the applicant", async () => {
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

  it("goes to the owners of the team latchkey where no admin is configured, and to no other person", async () => {
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

  it("is the only one of which admins are notified", async () => {
    expect(await recipients("subscription.requested", 0, reads(applied))).toEqual([
      "ann@example.com",
      "bob@example.com",
    ]);
  });
});
