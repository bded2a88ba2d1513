import { expect, it } from "vitest";
import type { Role } from "../access/role.ts";
import { ADMIN } from "../testing/cast.ts";
import { aWorld } from "../testing/memory-world.ts";
import { outcomeOf } from "../testing/outcome.ts";
import { aMember, aTeam } from "../testing/records.ts";
import { leaveTeams } from "./leave-teams.ts";

const EVE = "eve@x.test";
const place = (team: string, email: string, role: Role) =>
  aMember({ id: `mem_${team}_${email}`, team, email, role });

const leaving = async (roles: Record<string, Role>, others: Record<string, Role> = {}, teamsOf?: []) => {
  const teams = Object.keys(roles);
  const world = aWorld(
    {
      team: teams.map((slug) => aTeam({ id: `tea_${slug}`, slug })),
      member: [
        ...teams.map((team) => place(team, EVE, roles[team] ?? "viewer")),
        ...Object.entries(others).map(([team, role]) => place(team, "ann@x.test", role)),
      ],
    },
    teamsOf ? { teamsOf: async () => ({ items: teamsOf }) } : {},
  );
  let left: number | undefined;
  const outcome = await outcomeOf(async () => {
    left = await leaveTeams(world.work(ADMIN), EVE);
  });
  const still = world.tables.all("member").filter(({ email }) => email === EVE);
  return { ...world, outcome, left, still };
};

it("a person leaves every team, each with its event, and none twice", async () => {
  const { left, still, writes, events } = await leaving(
    { a: "viewer", b: "owner" },
    { a: "owner", b: "owner" },
  );
  expect([left, still]).toEqual([2, []]);
  expect(writes()).toEqual(["replace team 2", "erase member 1", "replace team 2", "erase member 1"]);
  expect(events()).toEqual(Array.from({ length: 2 }, () => `member.removed by ${ADMIN.email}`));
});

it.each([
  ["without another owner", { a: "member", b: "owner" }, { b: "member" }],
  ["without any other member", { a: "member", b: "owner" }, {}],
] as const)("nothing is done where a team would be left %s", async (_what, roles, others) => {
  expect(await leaving(roles, others)).toMatchObject({ outcome: "not-empty", changes: [], still: [{}, {}] });
});

const moreThanAPage = (last: Role) =>
  Object.fromEntries(
    Array.from({ length: 201 }, (_, index): [string, Role] => [`t-${index}`, index < 200 ? "viewer" : last]),
  );

it("more teams than a page holds are left too", async () => {
  expect(await leaving(moreThanAPage("viewer"))).toMatchObject({ left: 201, still: [] });
});

it("nothing is done where a team of a later page would be left without an owner", async () => {
  const { outcome, changes, still } = await leaving(moreThanAPage("owner"));
  expect([outcome, changes, still.length]).toEqual(["not-empty", [], 201]);
});

it("who is of no team leaves none", async () => {
  expect(await leaving({})).toMatchObject({ outcome: "done", left: 0, changes: [] });
});
