import { type Action, allow } from "../access/access.ts";
import type { Memberships } from "../access/memberships.ts";
import type { Page, PageRequest, Sorting } from "../page.ts";
import { invalidInput, type Refusal } from "../refusal.ts";
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
    const { cursor: _first, ...asked } = page;
    const left = page.limit - items.length;
    const part = await list(team, { ...asked, limit: left, ...(cursor ? { cursor } : {}) });
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
  all: (stores: Stores, page: PageRequest, asked: Asked) => Promise<Page<T>>;
  of: (stores: Stores, team: string, page: PageRequest, asked: Asked) => Promise<Page<T>>;
}

type Asked = Pick<TeamFilter, "q" | "by">;

export interface TeamFilter extends Sorting {
  team?: string;
  /** Text to search for; what of a thing it is compared with, the list says. */
  q?: string;
}

/**
 * Lists what the caller's teams have, or one of them has; everything for an admin. An order is of one team: nothing holds what
 * several have in one.
 */
export const listOfTeams =
  <Stores extends Pick<TeamStore, "teamsOf"> & Memberships, T>({
    name,
    action,
    all,
    of,
  }: TeamLists<Stores, T>) =>
  async (
    work: Reads<Stores>,
    { team, backwards, ...asked }: TeamFilter,
    request: PageRequest,
  ): Promise<Page<T>> => {
    const { caller, stores } = work;
    const page: PageRequest = backwards ? { ...request, backwards } : request;
    if (team !== undefined) {
      await allow(stores, caller, team, action, "team");
      return of(stores, team, page, asked);
    }
    if (caller.admin) return all(stores, page, asked);
    const teams = await myTeams(work);
    if (asked.by !== undefined && teams.length > 1)
      throw invalidInput("sort", "You are in several teams, and an order is of one: name it with `team`.");
    return ofTeams(work, { name: boundTo(name, { ...asked, backwards }), teams }, page, (each, part) =>
      of(stores, each, part, asked),
    );
  };

/** For the order by name of a list that holds all teams' in the order of making. */
export const notOfAllTeams = (): Refusal =>
  invalidInput("sort", "Of all teams: `created` or `-created`. Name one with `team`.");

/** What cursors are bound to besides the list. */
const boundTo = (name: string, { q, by, backwards }: Asked & { backwards: true | undefined }): string =>
  [
    name,
    ...(q === undefined ? [] : [`with ${q}`]),
    ...(by === undefined ? [] : [`by ${by}`]),
    ...(backwards ? ["backwards"] : []),
  ].join(" ");
