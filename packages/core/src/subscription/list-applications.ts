import { allow, may, teamAccess } from "../access/access.ts";
import type { Page, PageRequest } from "../page.ts";
import { myTeams, ofTeams } from "../team/my-teams.ts";
import { PLATFORM_TEAM } from "../team/team.ts";
import { waitsSince } from "./pending-request.ts";
import { providersActions } from "./possible-actions.ts";
import type { Subscription } from "./subscription.ts";
import type { SubscriptionAction } from "./subscription-input.ts";
import type { SubscriptionReads } from "./subscription-work.ts";

type Application = Subscription & { actions: SubscriptionAction[] };

/**
 * What waits for a decision of the caller, the longest waiting of each team first: applications, renewals and changes of plan for
 * services of the teams that it owns. An admin, who may decide on all, is asked about the platform's besides.
 *
 * @param filter.team one team, whose applications the caller may decide on
 */
export const listApplications = async (
  work: SubscriptionReads,
  { team }: { team?: string },
  page: PageRequest,
): Promise<Page<Application>> => {
  const { stores, caller, now } = work;
  const waiting = async (of: string, part: PageRequest): Promise<Page<Application>> => {
    const access = await teamAccess(stores, caller, of);
    if (!may(access, "decide")) return { items: [] };
    const listed = await stores.applicationsOf(of, part);
    const items = listed.items
      .filter((each) => waitsSince(each) !== undefined)
      .map((each) => ({ ...each, actions: providersActions(each, access, now) }));
    return { ...listed, items };
  };
  if (team !== undefined) {
    await allow(stores, caller, team, "decide", "team");
    return waiting(team, page);
  }
  const own = await myTeams(work);
  const teams = caller.admin ? [PLATFORM_TEAM, ...own.filter((each) => each !== PLATFORM_TEAM)] : own;
  return ofTeams(work, { name: "applications", teams }, page, waiting);
};
