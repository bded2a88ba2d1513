import type { Page, PageRequest } from "@latchkey/core/page";
import { Member } from "@latchkey/core/team/team";
import type { TeamPerson } from "@latchkey/core/team/team-person";
import { allMembers } from "../dynamo/keys.ts";
import { parseStored } from "../dynamo/parse-stored.ts";
import { cursorAfter, type ListedTable, queryList } from "../dynamo/read-list.ts";
import type { Item } from "../dynamo/table.ts";

/** Memberships that one page looks at: a page of people in very many teams is shorter than was asked for. */
const MAX_MEMBERSHIPS = 2000;
const AT_ONCE = 200;

const member = parseStored(Member);

interface Found {
  person: TeamPerson;
  last: Item;
}

/** Memberships are ordered by address, so those of one person are adjacent. */
export const readPeople = async (table: ListedTable, page: PageRequest): Promise<Page<TeamPerson>> => {
  const found: Found[] = [];
  let { cursor } = page;
  let read = 0;
  let more = true;
  while (more && found.length <= page.limit && read < MAX_MEMBERSHIPS) {
    const items = await queryList(table, allMembers, cursor, AT_ONCE);
    for (const item of items) add(found, item);
    read += items.length;
    more = items.length === AT_ONCE;
    const last = items.at(-1);
    if (more && last) cursor = await cursorAfter(table, allMembers, last);
  }
  // The last person of a page may have more teams; if the page holds other persons, that person moves to the next page.
  const shown = more && found.length > 1 ? found.slice(0, -1) : found;
  const items = shown.slice(0, page.limit);
  const last = items.at(-1);
  const isWhole = !more && items.length === found.length;
  return {
    items: items.map(({ person }) => person),
    ...(last && !isWhole ? { cursor: await cursorAfter(table, allMembers, last.last) } : {}),
  };
};

const add = (found: Found[], item: Item): void => {
  const { email, team, role } = member.parse(item);
  const known = found.at(-1);
  if (known?.person.email === email) {
    known.person.teams.push({ team, role });
    known.last = item;
  } else found.push({ person: { email, teams: [{ team, role }] }, last: item });
};
