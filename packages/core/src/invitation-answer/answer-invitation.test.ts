import { describe, expect, it } from "vitest";
import { outcomeOf } from "../testing/outcome.ts";
import { aMember, aSubscription, aTeam, DAY, NOW, timeAt } from "../testing/records.ts";
import { type AnswerByLink, answerInvitation } from "./answer-invitation.ts";
import { APPROVER, type Case, invitationWorld, ZOE } from "./invitation-world.fixture.ts";

const SOURCE = { sourceIp: "192.0.2.9" };

const answering = (given: Case = {}) => {
  const world = invitationWorld(given);
  const answer = (decision: AnswerByLink["decision"], shownRole?: string) =>
    answerInvitation(
      { ...world.work(), ...world.reads },
      { token: world.token, decision, ...SOURCE, ...(shownRole === undefined ? {} : { shownRole }) },
    );
  const stored = () => world.tables.all("invitation")[0];
  return { ...world, answer, stored };
};
const REPLACED = "replace invitation 2";

describe("an invitation to a team", () => {
  it("that is accepted makes a member of the role, and one revision of the team", async () => {
    const { answer, writes, events, stored, stores, changes } = answering();
    expect(await answer("accept", "member")).toMatchObject({
      conflict: false,
      found: { state: "answered", decision: "accept", stands: true },
    });
    expect(writes()).toEqual([REPLACED, "replace team 2", "create member 1"]);
    expect(events()).toEqual([`member.joined by ${ZOE}`]);
    expect(changes[0]?.events[0]).toMatchObject({ team: "providers", member: ZOE, role: "member" });
    expect(await stores.member("providers", ZOE)).toMatchObject({ role: "member", revision: 1 });
    expect(stored()).toMatchObject({ status: "accepted", answer: { at: timeAt(NOW), ...SOURCE } });
  });

  it("that is declined makes none", async () => {
    const { answer, writes, events, stored } = answering();
    expect(await answer("decline")).toMatchObject({ conflict: false, found: { decision: "decline" } });
    expect(writes()).toEqual([REPLACED]);
    expect(events()).toEqual([`member.declined by ${ZOE}`]);
    expect(stored()?.status).toBe("declined");
  });

  it.each([
    ["owner", "member", true],
    ["member", "owner", true],
    ["owner", "owner", false],
    ["owner", undefined, false],
  ] as const)("of the role %s where %s was shown is a conflict: %s", async (role, shown, conflict) => {
    const { answer, changes } = answering({ invitation: { offer: { kind: "member", role } } });
    expect((await answer("accept", shown)).conflict).toBe(conflict);
    expect(changes).toHaveLength(conflict ? 0 : 1);
    expect((await answer("decline", shown)).conflict).toBe(!conflict);
  });
});

describe("an invitation to decide for a service", () => {
  const ABE = "abe@strangers.test";
  const waiting = (id: string, fields = {}) => aSubscription({ id, consumerId: `con_${id}`, ...fields });

  it("that is accepted lets the address decide, and brings it what waits", async () => {
    const subscription = [waiting("one"), waiting("two"), waiting("three", { status: "active" })];
    const { answer, writes, events, stores, changes } = answering({
      invitation: APPROVER,
      records: { subscription },
    });
    await answer("accept");
    expect(writes()).toEqual([REPLACED, "replace service 2"]);
    expect(events()).toEqual(
      ["approver.confirmed", "subscription.reminder", "subscription.reminder"].map(
        (type) => `${type} by ${ZOE}`,
      ),
    );
    expect(changes[0]?.events.map(({ subscription: of }) => of)).toEqual([undefined, "one", "two"]);
    expect(await stores.service("weather")).not.toHaveProperty("approversPending");
  });

  it.each([
    ["the first of two who accepts", [ZOE, ABE], [ZOE, ABE], 1, [ABE]],
    ["the second", [ZOE, ABE], [ZOE], 0, undefined],
  ])("brings what waits to %s", async (_who, approvers, approversPending, reminders, left) => {
    const records = { subscription: waiting("one") };
    const { answer, events, stores } = answering({
      invitation: APPROVER,
      service: { approvers, approversPending },
      records,
    });
    await answer("accept");
    expect(events()).toHaveLength(1 + reminders);
    expect((await stores.service("weather"))?.approversPending).toEqual(left);
  });

  it("brings twenty of what waits at most", async () => {
    const subscription = Array.from({ length: 21 }, (_, index) => waiting(`sub_${index}`));
    const { answer, events } = answering({ invitation: APPROVER, records: { subscription } });
    await answer("accept");
    expect(events()).toHaveLength(21);
  });

  it("that is declined leaves the service as it is", async () => {
    const { answer, writes, changes } = answering({ invitation: APPROVER });
    await answer("decline");
    expect(writes()).toEqual([REPLACED]);
    expect(changes[0]?.events).toEqual([
      { type: "approver.declined", actor: ZOE, team: "providers", member: ZOE, service: "weather" },
    ]);
  });
});

describe("an answer that is repeated", () => {
  it.each([
    ["accept", "accept", false],
    ["accept", "decline", true],
    ["decline", "decline", false],
    ["decline", "accept", true],
  ] as const)(
    "to %s, and now to %s, changes nothing; it is a conflict: %s",
    async (first, second, conflict) => {
      const { answer, changes } = answering();
      await answer(first);
      expect(await answer(second)).toMatchObject({ conflict, found: { state: "answered", decision: first } });
      expect(changes).toHaveLength(1);
    },
  );

  it.each<[what: string, given: Case]>([
    ["is over", { now: NOW + 14 * DAY }],
    ["was withdrawn", { invitation: { status: "withdrawn" } }],
    ["is unknown", { link: { invitation: "inv_2" } }],
    ["is of an inviter who is an owner no more", { records: { member: [] } }],
  ])("or of an invitation that %s changes nothing", async (_what, given) => {
    const { answer, changes } = answering(given);
    for (const decision of ["accept", "decline"] as const)
      expect((await answer(decision)).conflict).toBe(false);
    expect(changes).toEqual([]);
  });
});

describe("an answer that something comes before", () => {
  it("is raced where the team has changed since it was read", async () => {
    const { answer, reads } = answering();
    reads.stores.team = async () => aTeam({ slug: "providers", revision: 7 });
    expect(await outcomeOf(() => answer("accept"))).toBe("raced");
    expect(await outcomeOf(() => answer("decline"))).toBe("done");
  });

  it("is raced where the invitation has changed since it was read", async () => {
    const { answer, reads, invitation } = answering({ invitation: { revision: 3 } });
    reads.stores.invitation = async () => ({ ...invitation, revision: 2 });
    for (const decision of ["accept", "decline"] as const)
      expect(await outcomeOf(() => answer(decision))).toBe("raced");
  });

  it("is refused where the address is a member already", async () => {
    const known = aMember({ id: "mem_9", team: "providers", email: ZOE });
    const owner = aMember({ team: "providers", email: "owner@providers.test" });
    const { answer, changes } = answering({ records: { member: [owner, known] } });
    expect([await outcomeOf(() => answer("accept")), changes]).toEqual(["name-taken", []]);
  });
});
