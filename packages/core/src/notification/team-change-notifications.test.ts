import { describe, expect, it } from "vitest";
import { aMember, aTeam } from "../testing/records.ts";
import { notificationKey } from "./notification.ts";
import { event, reads } from "./notifications-for.fixture.ts";
import { notificationsFor } from "./notifications-for.ts";
import type { TeamChangeFact } from "./team-change-fact.ts";
import type { TeamChangeNotice } from "./team-notice.ts";

const place = (email: string, role: "owner" | "member") =>
  aMember({ id: `mem_${email}`, team: "shop", email, role });
const OWNERS = [place("sue@x.test", "owner"), place("tom@x.test", "owner")];
const ZOE = "zoe@x.test";

const told = async (
  fact: TeamChangeFact,
  {
    member = ZOE,
    members = OWNERS,
    deleted = false,
  }: { member?: string; members?: typeof OWNERS; deleted?: boolean } = {},
) => {
  const { consumer: _c, service: _s, subscription: _sub, ...about } = event(fact);
  const of = { ...about, actor: "ada@x.test", member, role: "member" };
  const stores = {
    team: async () => (deleted ? undefined : aTeam({ slug: "shop" })),
    members: async () => members,
  };
  const notices = await notificationsFor(of, reads(undefined, undefined, stores));
  for (const { to, key } of notices) expect(key).toBe(notificationKey(of, "team-change", to));
  return notices.map(({ to, data }) =>
    (data as TeamChangeNotice).concernsRecipient ? `${to} of itself` : to,
  );
};

describe("A change of who belongs to a team", () => {
  const joined = [...OWNERS, place(ZOE, "member")];
  const owning = [...OWNERS, place(ZOE, "owner")];
  const owners = ["sue@x.test", "tom@x.test"];

  it.each<[string, TeamChangeFact, Parameters<typeof told>[1], string[]]>([
    [
      "is told to who was added, and to the owners",
      "member.added",
      { members: joined },
      [...owners, `${ZOE} of itself`],
    ],
    [
      "is told once to an owner who was added",
      "member.added",
      { members: owning },
      [...owners, `${ZOE} of itself`],
    ],
    ["is told to the owners alone where who was added has gone", "member.added", {}, owners],
    ["is told to who was removed", "member.removed", {}, [...owners, `${ZOE} of itself`]],
    [
      "is told to who became something else",
      "member.changed",
      { members: joined },
      [...owners, `${ZOE} of itself`],
    ],
    ["is told to the owners where somebody is invited", "member.invited", { members: joined }, owners],
    ["is told to the owners where somebody has joined", "member.joined", { members: joined }, owners],
    [
      "is not mailed to a pseudonym",
      "member.added",
      { member: "erased-0123456789abcdef", members: joined },
      owners,
    ],
    ["is not told once the team is deleted", "member.added", { members: joined, deleted: true }, []],
  ])("%s", async (_what, fact, state, expected) => {
    expect(await told(fact, state)).toEqual(expected);
  });
});
