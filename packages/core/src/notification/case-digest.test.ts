import { describe, expect, it } from "vitest";
import type { WaitingCase } from "../mail/waiting-case.ts";
import { firstRevision } from "../resource.ts";
import type { Subscription } from "../subscription/subscription.ts";
import { aSubscription, DAY, NOW, timeAt } from "../testing/records.ts";
import { type Asked, caseDigest, inTurns, MOST_CASES, waitingCase } from "./case-digest.ts";
import { after, applied, approved, at, event, member, reads, service } from "./notifications-for.fixture.ts";
import { notificationsFor } from "./notifications-for.ts";

const ANN = "ann@example.com";
const DEE = "dee@example.com";
const HOUR = DAY / 24;
const about = (id: string, team = "shop", asked = 0): WaitingCase => ({
  key: `${id}#1`,
  at: timeAt(NOW + asked),
  subscription: id,
  application: 1,
  team,
});

const told = async (type: Parameters<typeof event>[0], to = ANN, others = {}): Promise<Asked> => {
  const found = await notificationsFor(event(type), reads(applied, service, others));
  const asked = found.find((each): each is Asked => each.kind === "application" && each.to === to);
  if (!asked) throw new Error(`${to} is not asked.`);
  return asked;
};
const delegation = (until: number) => ({
  delegation: async (email: string) =>
    email === ANN
      ? { ...firstRevision("del_1", at), email, delegate: DEE, until: timeAt(until), team: "desk" }
      : undefined,
  member: async (team: string, email: string) =>
    team === "desk" ? member(team, email, "member") : undefined,
});

describe("an application that an approver is asked to decide", () => {
  const END = NOW + 14 * DAY;

  it.each<[string, number, boolean]>([
    ["waits for a mail after which a day is left", END - DAY, true],
    ["has a mail of its own where less is left", END - DAY + 1, false],
    ["has one where it lapses before the mail", END + 1, false],
  ])("%s", async (_what, dueAt, waits) => {
    for (const type of ["subscription.requested", "subscription.reminder"] as const)
      expect(waitingCase(await told(type), dueAt) !== undefined).toBe(waits);
  });

  it("has the same key, whether it is new or reminded of", async () => {
    const [first, again] = [await told("subscription.requested"), await told("subscription.reminder")];
    expect(waitingCase(first, NOW)).toEqual({ ...about("sub_1"), at });
    expect(waitingCase(again, NOW)).toEqual(waitingCase(first, NOW));
  });

  it("does not wait where a delegate's time ends before", async () => {
    const short = await told("subscription.requested", DEE, delegation(NOW + DAY + HOUR));
    expect(waitingCase(short, NOW + HOUR)).toBeDefined();
    expect(waitingCase(short, NOW + HOUR + 1)).toBeUndefined();
  });

  it("does not wait where it is told to owners without a link", async () => {
    expect(waitingCase(await told("subscription.escalation", "olga@example.com"), NOW)).toBeUndefined();
    const { link: _none, ...data } = (await told("subscription.reminder")).data;
    expect(waitingCase({ ...(await told("subscription.reminder")), data }, NOW)).toBeUndefined();
  });
});

describe("the mail of the day", () => {
  const ask = async (subscription: Subscription, to = ANN, of = service, others = {}) =>
    caseDigest([about(subscription.id)], to, reads(subscription, of, others));

  it("asks with a link of the recipient's own", async () => {
    const { asked, later } = await ask(applied);
    expect(asked).toMatchObject([
      { to: ANN, data: { link: { approver: ANN, subscription: "sub_1", application: 1 } } },
    ]);
    expect(later).toEqual([]);
    const { asked: delegates } = await ask(applied, DEE, service, delegation(NOW + DAY));
    expect(delegates).toMatchObject([{ to: DEE, data: { link: { approver: ANN, delegate: DEE } } }]);
  });

  it.each<[string, Parameters<typeof ask>]>([
    ["was approved", [approved]],
    ["was rejected", [after(applied, { do: "reject" })]],
    ["was withdrawn", [after(applied, { do: "withdraw" }, "carl@example.com")]],
    ["was asked for again", [{ ...applied, application: 2 }]],
    ["another decides", [applied, "kim@example.com"]],
    ["the person decides no more", [applied, ANN, { ...service, approvers: ["bob@example.com"] }]],
    ["a consumer that is gone asked for", [applied, ANN, service, { consumer: async () => undefined }]],
  ])("says nothing of what %s", async (_what, asked) => {
    expect(await ask(...asked)).toEqual({ asked: [], later: [] });
  });

  it("leaves out who has approved already, where several have to", async () => {
    const two = { ...service, approvalsNeeded: 2 };
    const half = { ...applied, approvals: [{ by: ANN, at, application: 1 }] };
    expect((await ask(half, ANN, two)).asked).toEqual([]);
    const { asked } = await ask(half, "bob@example.com", two);
    expect(asked).toMatchObject([{ data: { approvals: { needed: 2, by: [ANN] } } }]);
  });

  it("has room for so many, and leaves the rest for the next", async () => {
    const ids = Array.from({ length: MOST_CASES + 7 }, (_, index) => `sub_${index}`);
    const subscriptions = new Map(ids.map((id) => [id, { ...aSubscription({ ...applied, id }) }]));
    const waiting = ids.map((id, index) => about(id, "shop", index));
    // Every third was decided meanwhile, and takes no room.
    const stores = {
      subscription: async (id: string) =>
        Number(id.slice(4)) % 3 === 0 ? { ...approved, id } : subscriptions.get(id),
    };
    const { asked, later } = await caseDigest(waiting, ANN, reads(applied, service, stores));
    expect(asked.length).toBeLessThanOrEqual(MOST_CASES);
    const seen = asked.map(({ data }) => data.subscription);
    expect(seen).toEqual(ids.filter((_id, index) => index % 3 !== 0).slice(0, seen.length));
    expect(seen.length).toBe(24);
    expect(later).toEqual([]);
    const { asked: full, later: rest } = await caseDigest(waiting, ANN, {
      ...reads(applied, service, { subscription: async (id) => subscriptions.get(id) }),
    });
    expect([full.length, rest.map(({ subscription }) => subscription)]).toEqual([
      MOST_CASES,
      ids.slice(MOST_CASES),
    ]);
  });

  it("takes the teams in turns, so that a flood of one hides nothing of another", () => {
    const flood = Array.from({ length: 100 }, (_, index) => about(`f${index}`, "flood", index));
    const waiting = [...flood, about("s0", "shop", 200), about("s1", "shop", 201), about("t0", "tea", 150)];
    const order = inTurns(waiting).map(({ subscription }) => subscription);
    expect(order.slice(0, 6)).toEqual(["f0", "t0", "s0", "f1", "s1", "f2"]);
    expect(order).toHaveLength(waiting.length);
  });
});
