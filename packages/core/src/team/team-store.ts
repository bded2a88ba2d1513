import type { Page, PageRequest } from "../page.ts";
import type { Member, Team } from "./team.ts";
import type { TeamPerson } from "./team-person.ts";

/** Single records are read consistently: a change that was acknowledged is seen. */
export interface TeamStore {
  team(slug: string): Promise<Team | undefined>;
  teams(page: PageRequest): Promise<Page<Team>>;
  teamsOf(email: string, page: PageRequest): Promise<Page<Member>>;
  member(team: string, email: string): Promise<Member | undefined>;
  /** All members: a team has at most 200. */
  members(team: string): Promise<Member[]>;
  /** Everybody who belongs to a team, by address, each with all of their teams on one page. */
  people(page: PageRequest): Promise<Page<TeamPerson>>;
}
