import { describe, expect, it } from "vitest";
import type { EventType } from "../event/event.ts";
import { PUBLIC_EVENTS } from "../event/event.ts";
import { aCredential, DAY, NOW, timeAt } from "../testing/records.ts";
import {
  after,
  applied,
  consumer,
  event,
  reads,
  requested,
  service,
  withoutSubscription,
} from "./notifications-for.fixture.ts";
import { notificationsFor } from "./notifications-for.ts";
import { NOTIFIED_EVENTS } from "./notified-events.ts";

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

  it("causes no mail once the consumer is deleted", async () => {
    const deleted = { consumer: async () => ({ ...consumer, status: "deleted" as const }) };
    expect(await notificationsFor(event("quota.warning"), reads(undefined, service, deleted))).toEqual([]);
  });
});

describe("An event", () => {
  it("leads to the same notifications with the same keys however often it comes", async () => {
    const once = await notificationsFor(requested, reads(applied));
    expect(await notificationsFor(requested, reads(applied))).toEqual(once);
  });

  it("about a subscription or service that does not exist causes no mail", async () => {
    expect(await notificationsFor(requested, reads(undefined))).toEqual([]);
    expect(await notificationsFor(requested, reads(applied, { ...service, id: "svc_2" }))).toEqual([]);
    expect(await notificationsFor(withoutSubscription(requested), reads(applied))).toEqual([]);
  });

  it.each(PUBLIC_EVENTS.filter((type) => !NOTIFIED_EVENTS.some((notified) => notified === type)))(
    "%s causes no mail",
    async (type) => {
      expect(await notificationsFor(event(type), reads(applied))).toEqual([]);
    },
  );
});
