import { describe, expect, it } from "vitest";
import { DEFAULT_TIMING } from "../due/timing.ts";
import { ownersOf } from "../service/approvers.ts";
import type { Subscription } from "../subscription/subscription.ts";
import { DAY, NOW, timeAt } from "../testing/records.ts";
import { namedService } from "./about-subscription.ts";
import { approved, event, MEMBERS, service } from "./notifications-for.fixture.ts";
import { subscriptionNotices } from "./subscription-notice.ts";

const OWNERS = await ownersOf({ members: async () => MEMBERS.filter(({ team }) => team === "shop") }, "shop");
const AT = NOW + 23 * DAY;

const noticesOf = (
  fact: Parameters<typeof subscriptionNotices>[1],
  fields: Partial<Subscription> = {},
  reason?: string,
) => {
  const subscription = { ...approved, ...fields };
  const told = { ...event(`subscription.${fact}`, AT - NOW), ...(reason === undefined ? {} : { reason }) };
  return subscriptionNotices(
    told,
    fact,
    subscription,
    namedService(service, subscription),
    OWNERS,
    DEFAULT_TIMING,
  );
};

describe("a notice of a subscription", () => {
  it("goes to each owner with a key of its own, and says what the subscription is now", () => {
    const notices = noticesOf("suspended", { status: "suspended" }, "Unpaid.");
    expect(notices.map(({ to }) => to)).toEqual(["sue@example.com", "tom@example.com"]);
    expect(new Set(notices.map(({ key }) => key)).size).toBe(2);
    expect(notices[0]?.data).toMatchObject({
      fact: "suspended",
      at: timeAt(AT),
      status: "suspended",
      renewalAsked: false,
      reason: "Unpaid.",
    });
  });

  it("says whether a renewal is asked for, and when it ends", () => {
    const renewal = { askedAt: timeAt(NOW), application: 2 };
    const [notice] = noticesOf("resumed", { renewal, expiresAt: timeAt(NOW + DAY) });
    expect(notice?.data).toMatchObject({ renewalAsked: true, expiresAt: timeAt(NOW + DAY) });
  });

  it("has no reason of an end that came by time, nor where none was given", () => {
    expect(noticesOf("expired", { status: "expired" }, "old")[0]?.data).not.toHaveProperty("reason");
    expect(noticesOf("revoked", { status: "revoked" })[0]?.data).not.toHaveProperty("reason");
  });
});

describe("an end that comes near", () => {
  const ends = (days: number, termDays?: number): Partial<Subscription> => ({
    expiresAt: timeAt(AT + days * DAY),
    ...(termDays === undefined ? {} : { termDays }),
  });
  it.each<[what: string, fields: Partial<Subscription>, told: boolean]>([
    ["seven days before it", ends(7, 30), true],
    ["of what is suspended", { ...ends(7, 30), status: "suspended" }, true],
    ["without a known term", ends(7), true],
    ["of a term that is no longer than what is left", ends(7, 7), false],
    ["that was put off since", ends(37, 30), false],
    ["of what has ended", { ...ends(7, 30), status: "revoked" }, false],
    ["that is none any more", {}, false],
  ])("is announced or not: %s", (_what, fields, told) => {
    expect(noticesOf("expiring", fields)).toHaveLength(told ? 2 : 0);
  });
});
