import { type Action, allow } from "../access/access.ts";
import type { Memberships } from "../access/memberships.ts";
import type { Page, PageRequest } from "../page.ts";
import type { Reads } from "../store/work.ts";
import { notOfThisList, openTeamCursor, sealTeamCursor, type TeamPlace } from "./team-cursor.ts";
import type { TeamStore } from "./team-store.ts";

type OwnTeamsReads = Reads<Pick<TeamStore, "teamsOf">>;

/** Enough for a person; a member of more teams asks with `?team=`. */
const MAX_TEAMS = 200;

/** The slugs of the teams that the caller belongs to, in the order of joining. */
export const myTeams = async (work: OwnTeamsReads): Promise<string[]> => {
  const { caller, stores } = work;
  if (caller.kind === "machine") return [caller.team];
  const memberships = await stores.teamsOf(caller.email, { limit: MAX_TEAMS });
  return memberships.items.map((member) => member.team);
};

/** A page that runs through the lists of the caller's teams (`ofTeams`). */
export const ofMyTeams = async <T>(
  work: OwnTeamsReads,
  name: string,
  page: PageRequest,
  list: (team: string, page: PageRequest) => Promise<Page<T>>,
): Promise<Page<T>> => ofTeams(work, { name, teams: await myTeams(work) }, page, list);

/**
 * A page that runs through the lists of some teams, one after the other.
 *
 * @param name of the list, which its cursors are bound to.
 * @throws Refusal `invalid-input` for a foreign or changed cursor, or one of a team that the caller has left.
 */
export const ofTeams = async <T>(
  work: Pick<OwnTeamsReads, "keys">,
  { name, teams }: { name: string; teams: readonly string[] },
  page: PageRequest,
  list: (team: string, page: PageRequest) => Promise<Page<T>>,
): Promise<Page<T>> => {
  const ring = () => work.keys.ring("request");
  const seal = async (place: TeamPlace) => sealTeamCursor(await ring(), name, place);
  const from = page.cursor === undefined ? undefined : openTeamCursor(await ring(), name, page.cursor);
  const start = from ? teams.indexOf(from.team) : 0;
  if (start < 0) throw notOfThisList();
  const items: T[] = [];
  let cursor = from?.rest;
  for (const [index, team] of [...teams.entries()].slice(start)) {
    const part = await list(team, { limit: page.limit - items.length, ...(cursor ? { cursor } : {}) });
    items.push(...part.items);
    if (part.cursor !== undefined) return { items, cursor: await seal({ team, rest: part.cursor }) };
    cursor = undefined;
    const next = teams[index + 1];
    if (items.length >= page.limit && next !== undefined)
      return { items, cursor: await seal({ team: next }) };
  }
  return { items };
};

interface TeamLists<Stores, T> {
  /** Of the list, which its cursors are bound to. */
  name: string;
  /** What a caller needs to do in a team to see its list. */
  action: Action;
  all: (stores: Stores, page: PageRequest, q: string | undefined) => Promise<Page<T>>;
  of: (stores: Stores, team: string, page: PageRequest, q: string | undefined) => Promise<Page<T>>;
}

export interface TeamFilter {
  team?: string;
  /** Text to search for; what of a thing it is compared with, the list says. */
  q?: string;
}

/** Lists what the caller's teams have, or one of them has; everything for an admin. */
export const listOfTeams =
  <Stores extends Pick<TeamStore, "teamsOf"> & Memberships, T>({
    name,
    action,
    all,
    of,
  }: TeamLists<Stores, T>) =>
  async (work: Reads<Stores>, { team, q }: TeamFilter, page: PageRequest): Promise<Page<T>> => {
    const { caller, stores } = work;
    if (team !== undefined) {
      await allow(stores, caller, team, action, "team");
      return of(stores, team, page, q);
    }
    return caller.admin
      ? all(stores, page, q)
      : ofMyTeams(work, q === undefined ? name : `${name} with ${q}`, page, (each, part) =>
          of(stores, each, part, q),
        );
  };
