import { describe, expect, it } from "vitest";
import type { Role } from "../access/role.ts";
import type { PlatformWork } from "../platform/work.ts";
import { ADMIN, CAST, the } from "../testing/cast.ts";
import { aWorld } from "../testing/memory-world.ts";
import { outcomeOf } from "../testing/outcome.ts";
import { aMember, anInvitation, aTeam } from "../testing/records.ts";
import { commitMembers, expectPlace, keepAnOwner, teamForMembers, withdrawThoseBy } from "./member-change.ts";

const OWNER = the("owner", "callers").email;
const owner = aMember({ email: OWNER });
const otto = aMember({ id: "mem_2", email: "otto@callers.test" });

it.each<[what: string, members: (typeof owner)[], changing: string, role: Role | undefined, outcome: string]>(
  [
    ["the last owner leaves", [owner], OWNER, undefined, "not-empty"],
    ["the last owner becomes a member", [owner], OWNER, "member", "not-empty"],
    ["the last owner stays one", [owner], OWNER, "owner", "done"],
    ["one of two owners leaves", [owner, otto], OWNER, undefined, "done"],
    ["a member leaves", [owner, { ...otto, role: "member" }], otto.email, undefined, "done"],
    ["a member leaves a team without an owner", [{ ...otto, role: "member" }], otto.email, undefined, "done"],
  ],
)("a team keeps an owner: %s", async (_what, members, changing, role, outcome) => {
  expect(await outcomeOf(() => keepAnOwner(members, changing, role))).toBe(outcome);
});

describe("the revision that is expected of a place", () => {
  const invitation = anInvitation({ revision: 3 });
  it.each<
    [
      what: string,
      place: Parameters<typeof expectPlace>[1],
      expected: PlatformWork["expectedRevision"],
      outcome: string,
    ]
  >([
    ["a member's", owner, [1], "done"],
    ["another than the member's", owner, [2], "revision-mismatch"],
    ["an invitation's", invitation, [3], "done"],
    ["another than the invitation's", invitation, [1], "revision-mismatch"],
    ["any of what is there", owner, "any", "done"],
    ["any of what is not there", undefined, "any", "revision-mismatch"],
  ])("is %s", async (_what, place, expected, outcome) => {
    const work = aWorld({}).work(ADMIN, expected === undefined ? {} : { expectedRevision: expected });
    expect(await outcomeOf(() => expectPlace(work, place))).toBe(outcome);
    expect(await outcomeOf(() => expectPlace(aWorld({}).work(), place))).toBe("done");
  });
});

it("a former owner's own open invitations are withdrawn, forty at most", () => {
  const by = (id: string, fields = {}) =>
    anInvitation({ id, email: `${id}@x.test`, inviter: { kind: "person", email: OWNER }, ...fields });
  const theirs = Array.from({ length: 41 }, (_, index) => by(`inv_${index}`));
  const others = [
    by("declined", { status: "declined" }),
    by("other", { inviter: { kind: "person", email: otto.email } }),
    by("machine", { inviter: { kind: "machine", consumer: "con_1" } }),
  ];
  const withdrawn = (invitations: typeof theirs) =>
    withdrawThoseBy(aWorld({}).work(), { team: aTeam(), members: [], invitations }, OWNER);
  expect(withdrawn([...others, ...theirs.slice(0, 2)])).toMatchObject([
    { write: "replace", record: { value: { id: "inv_0", status: "withdrawn" } } },
    { write: "replace", record: { value: { id: "inv_1" } } },
  ]);
  expect(withdrawn(theirs)).toHaveLength(40);
});

describe("a team whose members change", () => {
  it("is read with its members and its invitations", async () => {
    const world = aWorld({ ...CAST, invitation: anInvitation() });
    const known = await teamForMembers(world.work(the("owner", "callers")), "callers");
    expect([known.team.slug, known.members.length, known.invitations.length]).toEqual(["callers", 3, 1]);
  });

  it.each([
    ["a member", the("member", "callers"), "callers", "forbidden"],
    ["an owner of another", the("owner", "providers"), "callers", "not-found"],
    ["an admin, where it is not there", ADMIN, "nowhere", "not-found"],
  ] as const)("is refused to %s", async (_who, caller, slug, outcome) => {
    expect(await outcomeOf(() => teamForMembers(aWorld(CAST).work(caller), slug))).toBe(outcome);
  });

  it("grows by a revision, so that one of two changes in a moment is raced", async () => {
    const world = aWorld(CAST);
    const change = () => commitMembers(world.work(), aTeam(), [], []);
    expect([await outcomeOf(change), await outcomeOf(change)]).toEqual(["done", "raced"]);
    expect(world.writes()).toEqual(["replace team 2"]);
  });
});
