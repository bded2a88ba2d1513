import type { Team } from "./team.ts";
import type { TeamStore } from "./team-store.ts";

/**
 * Reads a team, and only then what it holds. A change that counts what a team holds and replaces the team's revision
 * rests on a list that is not older than that revision: of two changes in one moment one has raced.
 */
export const teamThen = async <Held>(
  { stores }: { stores: Pick<TeamStore, "team"> },
  slug: string,
  read: () => Promise<Held>,
): Promise<{ team: Team | undefined; held: Held }> => {
  const team = await stores.team(slug);
  return { team, held: await read() };
};
