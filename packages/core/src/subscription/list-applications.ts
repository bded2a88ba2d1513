import { allow, may, type TeamAccess, teamAccess } from "../access/access.ts";
import type { Page, PageRequest } from "../page.ts";
import { myTeams, ofTeams } from "../team/my-teams.ts";
import { PLATFORM_TEAM } from "../team/team.ts";
import { waitsSince } from "./pending-request.ts";
import { providersActions } from "./possible-actions.ts";
import type { HistoryEntry, Subscription } from "./subscription.ts";
import type { SubscriptionAction } from "./subscription-input.ts";
import type { SubscriptionReads } from "./subscription-work.ts";

type Application = Subscription & { actions: SubscriptionAction[] };

/** One team, on whose services the caller may decide; absent: all of the caller's. */
interface DeciderFilter {
  team?: string;
}

/**
 * What waits for a decision of the caller, the longest waiting of each team first: applications, renewals and changes of plan for
 * services of the teams that it owns. An admin, who may decide on all, is asked about the platform's besides.
 */
export const listApplications = (
  work: SubscriptionReads,
  filter: DeciderFilter,
  page: PageRequest,
): Promise<Page<Application>> =>
  ofDeciding(work, "applications", filter, page, async (team, part, access) => {
    const listed = await work.stores.applicationsOf(team, part);
    const items = listed.items
      .filter((each) => waitsSince(each) !== undefined)
      .map((each) => ({ ...each, actions: providersActions(work, each, access) }));
    return { ...listed, items };
  });

/**
 * What was decided about services of the teams that the caller decides for, the latest decision of each team first: one for
 * each decision, with the subscription as it is now.
 */
export const listDecisions = (
  work: SubscriptionReads,
  filter: DeciderFilter,
  page: PageRequest,
): Promise<Page<Application & { decision: HistoryEntry }>> =>
  ofDeciding(work, "decisions", filter, page, async (team, part, access) => {
    const listed = await work.stores.decisionsOf(team, part);
    const items = listed.items.map(({ subscription, decision }) => ({
      ...subscription,
      actions: providersActions(work, subscription, access),
      decision,
    }));
    return { ...listed, items };
  });

/** A list of each of the teams that the caller decides for. */
const ofDeciding = async <T>(
  work: SubscriptionReads,
  name: string,
  { team }: DeciderFilter,
  page: PageRequest,
  list: (team: string, page: PageRequest, access: TeamAccess) => Promise<Page<T>>,
): Promise<Page<T>> => {
  const { stores, caller } = work;
  const listed = async (of: string, part: PageRequest): Promise<Page<T>> => {
    const access = await teamAccess(stores, caller, of);
    return may(access, "decide") ? list(of, part, access) : { items: [] };
  };
  if (team !== undefined) {
    await allow(stores, caller, team, "decide", "team");
    return listed(team, page);
  }
  const own = await myTeams(work);
  const teams = caller.admin ? [PLATFORM_TEAM, ...own.filter((each) => each !== PLATFORM_TEAM)] : own;
  return ofTeams(work, { name, teams }, page, listed);
};
