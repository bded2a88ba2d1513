import { describe, expect, it } from "vitest";
import type { Caller } from "../access/caller.ts";
import { firstRevision } from "../resource.ts";
import { DEFAULT_LIMITS } from "../stage/limits.ts";
import { aMachine, aPerson } from "../testing/callers.ts";
import { countingBytes, DAY, NOW, timeAt } from "../testing/records.ts";
import { invite } from "./decide-invitation.ts";
import type { Invitation, Offer } from "./invitation.ts";
import { inviterOf, planInvitation, planRoom, planWithdrawals } from "./plan-invitation.ts";

const invitations = (count: number, at: number): Invitation[] =>
  Array.from({ length: count }, (_, index) => {
    const invited = invite(
      undefined,
      {
        fresh: firstRevision(`inv_${index}`, timeAt(at)),
        team: "acme",
        email: `one-${index}@x.test`,
        offer: { kind: "member", role: "member" },
        inviter: { kind: "person", email: "ann@x.test" },
      },
      at,
    );
    return invited ? [invited.invitation] : [];
  }).flat();

describe("room for one more invitation", () => {
  it.each<[string, number, number, number]>([
    ["is there below the bound", 9, NOW, 0],
    ["is made of those whose links are past their end, ten at once", 30, NOW - 14 * DAY, 10],
    ["is made of as many as there are", 12, NOW - 14 * DAY, 10],
  ])("%s", (_name, held, at, erased) => {
    const idle = invitations(held, at);
    const most = Math.max(10, held);
    expect(planRoom({ held, added: 1, most, idle }, NOW)).toHaveLength(erased);
  });

  it("is refused where all of them can still be answered, or hold back another mail", () => {
    const idle = invitations(10, NOW - 14 * DAY + 1);
    expect(() => planRoom({ held: 10, added: 1, most: 10, idle }, NOW)).toThrow(
      expect.objectContaining({ code: "limit-reached" }),
    );
  });
});

describe("an address that is invited", () => {
  const MEMBER: Offer = { kind: "member", role: "member" };
  const plan = (
    known?: Invitation,
    offer: Offer = MEMBER,
    later = 0,
    caller: Caller = aPerson("ann@x.test"),
  ) => {
    const work = {
      caller,
      actor: "ann@x.test",
      now: NOW + later,
      random: countingBytes,
      limits: DEFAULT_LIMITS,
    };
    const { invitation, writes, events } = planInvitation(work, known, {
      team: "acme",
      email: "one-0@x.test",
      offer,
    });
    return { invitation, writes: writes.map(({ write }) => write), events: events.map(({ type }) => type) };
  };
  const [known] = invitations(1, NOW);

  it.each<[what: string, of: Parameters<typeof plan>, writes: string[], events: string[]]>([
    ["for the first time", [], ["create"], ["invitation.sent", "member.invited"]],
    ["as an approver", [undefined, { kind: "approver", service: "echo" }], ["create"], ["invitation.sent"]],
    ["again on the same day", [known, MEMBER, DAY - 1], [], []],
    ["again a day later", [known, MEMBER, DAY], ["replace"], ["invitation.sent"]],
    [
      "as another on the same day",
      [known, { kind: "member", role: "owner" }],
      ["replace"],
      ["member.invited"],
    ],
    ["by another on the same day", [known, MEMBER, 0, aMachine("acme")], ["replace"], []],
  ])("%s is written and told once", (_what, of, writes, events) => {
    const planned = plan(...of);
    expect(planned.writes.filter((write) => write !== "spend")).toEqual(writes);
    expect(planned.events).toEqual(events);
    // Each mail is paid for.
    expect(planned.writes.includes("spend")).toBe(events.includes("invitation.sent"));
    if (writes.length === 0) expect(planned.invitation).toBe(known);
  });

  it("costs an admin nothing", () => {
    expect(plan(undefined, MEMBER, 0, aPerson("ada@x.test", true)).writes).toEqual(["create"]);
  });

  it("is withdrawn where it has not answered", () => {
    const all = invitations(3, NOW).map((each, index) => ({
      ...each,
      status: (["invited", "accepted", "withdrawn"] as const)[index] ?? each.status,
    }));
    expect(planWithdrawals(all, NOW)).toMatchObject([
      { write: "replace", record: { value: { id: "inv_0", status: "withdrawn", revision: 2 } } },
    ]);
  });

  it("knows by whom", () => {
    expect(inviterOf(aPerson("ann@x.test"))).toEqual({ kind: "person", email: "ann@x.test" });
    expect(inviterOf(aMachine("acme"))).toEqual({ kind: "machine", consumer: "con_1" });
  });
});
