import type { Page, PageRequest } from "../page.ts";
import type { Work } from "../work.ts";

/** Enough for a person; whoever is in more teams asks with `?team=`. */
const MOST_TEAMS = 200;

/** The slugs of the teams that the caller belongs to, in the order of joining. */
export const myTeams = async (work: Work): Promise<string[]> => {
  const { caller, stores } = work;
  if (caller.kind === "machine") return [caller.team];
  const memberships = await stores.teamsOf(caller.email, { limit: MOST_TEAMS });
  return memberships.items.map((member) => member.team);
};

/** Separates the team from the store's own cursor; a slug holds no dot. */
const join = (team: string, cursor?: string): string => (cursor === undefined ? team : `${team}.${cursor}`);

/**
 * A page that runs through the lists of the caller's teams, one after the other. The cursor names the team, so
 * it holds nothing that the caller may not see: a foreign team in it is simply not among the caller's.
 */
export const ofMyTeams = async <T>(
  work: Work,
  page: PageRequest,
  list: (team: string, page: PageRequest) => Promise<Page<T>>,
): Promise<Page<T>> => {
  const teams = await myTeams(work);
  const [at, rest] = splitCursor(page.cursor);
  const items: T[] = [];
  let cursor = rest;
  for (let index = at === undefined ? 0 : teams.indexOf(at); index >= 0 && index < teams.length; index += 1) {
    const team = teams[index] ?? "";
    const part = await list(team, { limit: page.limit - items.length, ...(cursor ? { cursor } : {}) });
    items.push(...part.items);
    if (part.cursor !== undefined) return { items, cursor: join(team, part.cursor) };
    cursor = undefined;
    const next = teams[index + 1];
    if (items.length >= page.limit && next !== undefined) return { items, cursor: join(next) };
  }
  return { items };
};

const splitCursor = (cursor?: string): [team?: string, rest?: string] => {
  if (cursor === undefined) return [];
  const dot = cursor.indexOf(".");
  return dot < 0 ? [cursor] : [cursor.slice(0, dot), cursor.slice(dot + 1)];
};
