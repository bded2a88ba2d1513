import { Refusal } from "../refusal.ts";
import { removeMember } from "../team/remove-member.ts";
import type { TeamWork } from "../team/team-work.ts";

const MAX_TEAMS = 200;

/**
 * Takes a person out of every team.
 *
 * @throws Refusal `not-empty` before anything is done, with the teams that would be left without an owner.
 */
export const leaveTeams = async (work: TeamWork, email: string): Promise<number> => {
  let left = 0;
  for (;;) {
    const { items } = await work.stores.teamsOf(email, { limit: MAX_TEAMS });
    // The list may lag behind what was removed a moment ago.
    const places = await Promise.all(items.map(({ team }) => work.stores.member(team, email)));
    const teams = places.flatMap((place) => (place ? [place.team] : []));
    if (teams.length === 0) return left;
    await keepOwners(work, teams, email);
    for (const team of teams) await removeMember(work, team, email);
    left += teams.length;
  }
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
