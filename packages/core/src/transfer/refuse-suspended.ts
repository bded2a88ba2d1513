import { Refusal } from "../refusal.ts";
import type { Team } from "../team/team.ts";

/** Who suspends a team has stopped its consumers too: they are not given away, and it takes none. */
export const refuseSuspended = (...teams: readonly (Team | undefined)[]): void => {
  const suspended = teams.find((team) => team?.status === "suspended");
  if (suspended) throw new Refusal("forbidden", `The team ${suspended.slug} is suspended.`);
};
