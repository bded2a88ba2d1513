import { Refusal } from "../refusal.ts";
import { removeMember } from "../team/remove-member.ts";
import type { TeamWork } from "../team/team-work.ts";

const PAGE = 200;

/**
 * Takes a person out of every team.
 *
 * @throws Refusal `not-empty` before anything is done, with the teams that would be left without an owner.
 */
export const leaveTeams = async (work: TeamWork, email: string): Promise<number> => {
  let left = 0;
  for (;;) {
    const teams = await teamsWith(work, email);
    if (teams.length === 0) return left;
    await keepOwners(work, teams, email);
    for (const team of teams) await removeMember(work, team, email);
    left += teams.length;
  }
};

/** The list may lag behind what was removed a moment ago. */
const teamsWith = async ({ stores }: TeamWork, email: string): Promise<readonly string[]> => {
  const teams: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await stores.teamsOf(email, { limit: PAGE, ...(cursor === undefined ? {} : { cursor }) });
    const places = await Promise.all(page.items.map(({ team }) => stores.member(team, email)));
    teams.push(...places.flatMap((place) => (place ? [place.team] : [])));
    cursor = page.cursor;
  } while (cursor !== undefined);
  return teams;
};

const keepOwners = async (work: TeamWork, teams: readonly string[], email: string): Promise<void> => {
  const orphaned: string[] = [];
  for (const team of teams) {
    const owners = (await work.stores.members(team)).filter(({ role }) => role === "owner");
    if (owners.length === 1 && owners[0]?.email === email) orphaned.push(team);
  }
  if (orphaned.length > 0)
    throw new Refusal("not-empty", `Name another owner first of: ${orphaned.join(", ")}.`);
};
