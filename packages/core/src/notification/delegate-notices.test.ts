import { describe, expect, it } from "vitest";
import type { Delegation } from "../delegation/delegation.ts";
import { firstRevision } from "../resource.ts";
import type { Subscription } from "../subscription/subscription.ts";
import { DAY, NOW, timeAt } from "../testing/records.ts";
import { isPaidAtCause } from "./mail-cause.ts";
import { applied, at, event, member, reads, requested, service } from "./notifications-for.fixture.ts";
import { notificationsFor } from "./notifications-for.ts";

const ANN = "ann@example.com";
const BOB = "bob@example.com";
const DEE = "dee@example.com";

const named = (email: string, delegate: string, until = timeAt(NOW + DAY)): Delegation => ({
  ...firstRevision(`del_${email}`, at),
  email,
  delegate,
  until,
  team: "desk",
});

const told = async (
  delegations: Delegation[],
  { subscription = applied, of = service, about = requested, now = NOW } = {},
) => {
  const others = {
    delegation: async (email: string) => delegations.find((each) => each.email === email),
    member: async (team: string, email: string) =>
      team === "desk" ? member(team, email, "member") : undefined,
  };
  return notificationsFor(about, { ...reads(subscription, of, others), now });
};
const recipients = async (...asked: Parameters<typeof told>) => (await told(...asked)).map(({ to }) => to);

describe("the delegate of an approver", () => {
  it("is mailed beside the approver, with a link of its own that ends with its time", async () => {
    const notices = await told([named(ANN, DEE)]);
    expect(notices.map(({ to, key }) => [to, key])).toEqual(
      [ANN, BOB, DEE].map((to) => [to, `evt_1#application#${to}`]),
    );
    const until = timeAt(NOW + DAY);
    expect(notices[2]?.data).toMatchObject({
      inPlaceOf: { approver: ANN, until },
      link: { approver: ANN, delegate: DEE, expires: (NOW + DAY) / 1000, application: 1 },
    });
    expect(notices[0]?.data).not.toHaveProperty("inPlaceOf");
    expect(notices.every(isPaidAtCause)).toBe(true);
  });

  it("has a link that ends with the application, where that is sooner", async () => {
    const [, , notice] = await told([named(ANN, DEE, timeAt(NOW + 100 * DAY))]);
    expect(notice?.data).toMatchObject({ link: { expires: (NOW + 14 * DAY) / 1000 } });
  });

  it.each<[string, Parameters<typeof told>, string[]]>([
    ["is one mail for two approvers", [[named(ANN, DEE), named(BOB, DEE)]], [ANN, BOB, DEE]],
    ["is no second mail to an approver", [[named(ANN, BOB)]], [ANN, BOB]],
    ["is not asked for the own application", [[named(ANN, "carl@example.com")]], [ANN, BOB]],
    ["is not asked once it is over", [[named(ANN, DEE, at)]], [ANN, BOB]],
    [
      "is asked in place of an owner, where there are no approvers",
      [[named("olga@example.com", DEE)], { of: { ...service, approvers: [] } }],
      ["olga@example.com", DEE],
    ],
    [
      "is reminded, too",
      [[named(ANN, DEE, timeAt(NOW + 9 * DAY))], { about: event("subscription.reminder", DAY) }],
      [ANN, BOB, DEE],
    ],
    [
      "is not told of the escalation, which goes to the owners",
      [[named(ANN, DEE, timeAt(NOW + 9 * DAY))], { about: event("subscription.escalation", 7 * DAY) }],
      ["olga@example.com"],
    ],
    ["of who is no approver is not asked", [[named("max@example.com", DEE)]], [ANN, BOB]],
    [
      "has no part in what only admins decide",
      [[named("ada@example.com", DEE)], { of: { ...service, slug: "latchkey" } }],
      ["ada@example.com", "abe@example.com"],
    ],
  ])("%s", async (_what, asked, expected) => {
    expect(await recipients(...asked)).toEqual(expected);
  });

  it.each<[string, Subscription["approvals"], string[]]>([
    ["of an approver who has approved", [{ by: ANN, at }], [BOB]],
    ["who has approved, nor is the approver", [{ by: DEE, delegateOf: ANN, at }], [BOB]],
    ["of two, who has approved for one of them", [{ by: DEE, delegateOf: BOB, at }], [ANN]],
  ])("is not reminded where it is the one %s", async (_who, approvals, expected) => {
    const subscription = { ...applied, approvals };
    const of = { ...service, approvalsNeeded: 2 };
    const about = event("subscription.reminder", DAY);
    const delegations = [named(ANN, DEE, timeAt(NOW + 9 * DAY)), named(BOB, DEE, timeAt(NOW + 9 * DAY))];
    const asked = await recipients(delegations.slice(0, expected[0] === BOB ? 1 : 2), {
      subscription,
      of,
      about,
    });
    expect(asked).toEqual(expected);
  });
});
