import { Member, Team } from "@latchkey/core/team/team";
import type { TeamStore } from "@latchkey/core/team/team-store";
import { allTeams, MEMBER_PREFIX, memberKey, membershipsOf, teamKey } from "../dynamo/keys.ts";
import { parseStored } from "../dynamo/parse-stored.ts";
import { readItem, readPartition } from "../dynamo/read-item.ts";
import { type ListedTable, readList } from "../dynamo/read-list.ts";
import type { CallTable } from "../dynamo/table.ts";
import { readPeople } from "./read-people.ts";

const team = parseStored(Team);
const member = parseStored(Member);

/** The team alone, as a call's limits ask for its time zone. */
export const teamRecord =
  (table: CallTable) =>
  async (slug: string): Promise<Team | undefined> =>
    team.orNothing(await readItem(table, teamKey(slug)));

export const teamTable = (table: ListedTable): TeamStore => ({
  team: teamRecord(table),
  teams: (page) => readList(table, allTeams, page, team.parse),
  teamsOf: (email, page) => readList(table, membershipsOf(email), page, member.parse),
  member: async (slug, email) => member.orNothing(await readItem(table, memberKey(slug, email))),
  members: async (slug) => {
    const items = await readPartition(table, teamKey(slug).pk, MEMBER_PREFIX);
    return items.map(member.parse).sort((one, other) => (one.id < other.id ? -1 : 1));
  },
  people: (page) => readPeople(table, page),
});
