import { allowAdmin } from "../access/access.ts";
import type { Page, PageRequest } from "../page.ts";
import type { TeamPerson } from "./team-person.ts";
import type { TeamReads } from "./team-work.ts";

/** Everybody who belongs to a team, in the order of their addresses. For platform admins. */
export const listPeople = async (work: TeamReads, page: PageRequest): Promise<Page<TeamPerson>> => {
  allowAdmin(work.caller);
  return work.stores.people(page);
};
