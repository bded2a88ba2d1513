import type { Recipient } from "../mail/recipient.ts";
import { ownersOf } from "../service/approvers.ts";
import { statusAt } from "../subscription/status-at.ts";
import type { SubscriptionStatus } from "../subscription/subscription.ts";
import type { SubscriptionStore } from "../subscription/subscription-store.ts";
import type { TeamStore } from "../team/team-store.ts";

/** An owner of a team with a subscription: of the first such team, where there are several. */
export interface SubscriberOwner {
  to: Recipient;
  team: string;
}

export interface SubscriberOwners {
  owners: SubscriberOwner[];
  /** Where the list of the service's subscriptions goes on. */
  cursor?: string;
}

/** Subscriptions that one part looks at. */
const PART = 50;

/**
 * A part of the owners of the teams that have a subscription to a service in one of some states: each owner once in a part, and
 * perhaps again in another.
 */
export const subscriberOwners = async (
  stores: Pick<SubscriptionStore, "subscriptionsOfService"> & Pick<TeamStore, "members">,
  { service, cursor }: { service: string; cursor?: string | undefined },
  counts: (status: SubscriptionStatus) => boolean,
  now: number,
): Promise<SubscriberOwners> => {
  const page = { limit: PART, ...(cursor === undefined ? {} : { cursor }) };
  const { items, cursor: next } = await stores.subscriptionsOfService(service, {}, page);
  const counted = items.filter((subscription) => counts(statusAt(subscription, now)));
  const teams = [...new Set(counted.map(({ consumerTeam }) => consumerTeam))];
  const byTeam = await Promise.all(
    teams.map(async (team) => (await ownersOf(stores, team)).map((to) => ({ to, team }))),
  );
  const owners = new Map(
    byTeam
      .flat()
      .toReversed()
      .map((owner) => [owner.to, owner]),
  );
  return { owners: [...owners.values()].toReversed(), ...(next === undefined ? {} : { cursor: next }) };
};
