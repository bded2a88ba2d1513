import { allow } from "../access/access.ts";
import { fittingPage, type Page, type PageRequest } from "../page.ts";
import { myTeams, ofTeams } from "../team/my-teams.ts";
import { statusAt } from "./status-at.ts";
import type { Subscription, SubscriptionStatus } from "./subscription.ts";
import type { TeamPart } from "./subscription-store.ts";
import type { SubscriptionReads } from "./subscription-work.ts";

/** `q` is what the name of a consumer or the slug of a service begins with, in capitals or not. */
export interface TeamsFilter {
  team?: string;
  status?: SubscriptionStatus;
  q?: string;
}

/**
 * The latest subscription of each of the caller's consumers to each service: team by team; of a status the one that ends first at the
 * front, else by the names of consumers, and with `q` those found by their service after those found by their consumer.
 */
export const listSubscriptionsOfTeams = async (
  work: SubscriptionReads,
  { team, status, q }: TeamsFilter,
  page: PageRequest,
): Promise<Page<Subscription>> => {
  const { stores, caller, now } = work;
  if (team !== undefined) await allow(stores, caller, team, "read-subscriptions", "team");
  const beginning = q?.trim().toLowerCase();
  const teams = team === undefined ? await myTeams(work) : [team];
  const parts = teams.flatMap((each) =>
    beginning === undefined ? [`${each}/consumer`] : [`${each}/consumer`, `${each}/service`],
  );
  const name = `subscriptions ${JSON.stringify([status ?? null, beginning ?? null])}`;
  return ofTeams(work, { name, teams: parts }, page, (part, request) => {
    const [of = "", by] = part.split("/");
    const isFoundByName = ({ consumerName }: Subscription) =>
      by === "service" && consumerName.startsWith(beginning ?? "");
    const asked: TeamPart =
      status !== undefined && beginning === undefined
        ? { status }
        : { by: by === "service" ? "service" : "consumer", beginning: beginning ?? "" };
    return fittingPage(
      request,
      (each) => stores.subscriptionsOfTeam(of, asked, each),
      (each) => !isFoundByName(each) && (status === undefined || statusAt(each, now) === status),
    );
  });
};
