import { may, teamAccess } from "../access/access.ts";
import { readConsumer } from "../consumer/read-consumer.ts";
import type { Page, PageRequest } from "../page.ts";
import { notFound } from "../refusal.ts";
import { readService } from "../service/read-service.ts";
import { providersActions } from "./possible-actions.ts";
import type { Subscription } from "./subscription.ts";
import { type Sides, sidesOf } from "./subscription-authority.ts";
import type { SubscriptionAction } from "./subscription-input.ts";
import type { StatusFilter } from "./subscription-store.ts";
import type { SubscriptionReads } from "./subscription-work.ts";

/** Seen by the consumer's team and by the service's; and what the caller is to them. */
export const seeSubscription = async (
  work: SubscriptionReads,
  id: string,
): Promise<{ subscription: Subscription; sides: Sides }> => {
  const subscription = await work.stores.subscription(id);
  if (!subscription) throw notFound("subscription");
  const sides = await sidesOf(work, subscription);
  const isSeen = [sides.consumer, sides.provider].some((access) => may(access, "read-subscriptions"));
  if (!isSeen) throw notFound("subscription");
  return { subscription, sides };
};

/** The revision alone, for a caller that may see the subscription: `If-None-Match` needs no more, and it costs one read. */
export const readSubscriptionRevision = async (work: SubscriptionReads, id: string): Promise<number> => {
  const { caller, stores } = work;
  const asks = caller.kind === "person" && !caller.admin;
  const revision = await stores.subscriptionRevision(id, asks ? caller.email : undefined);
  if (!revision) throw notFound("subscription");
  const accesses = asks
    ? revision.roles
    : await Promise.all(
        [revision.consumerTeam, revision.serviceTeam].map((team) => teamAccess(stores, caller, team)),
      );
  if (!accesses.some((access) => may(access, "read-subscriptions"))) throw notFound("subscription");
  return revision.revision;
};

/** Lists the subscriptions of one thing, by its id. */
type SubscriptionsOf<S extends Subscription> = (
  work: SubscriptionReads,
  of: string,
  filter: StatusFilter,
  page: PageRequest,
) => Promise<Page<S>>;

export const listSubscriptionsOfConsumer: SubscriptionsOf<Subscription> = async (
  work,
  consumerId,
  filter,
  page,
) => {
  const [seen, listed] = await Promise.allSettled([
    readConsumer(work, consumerId),
    work.stores.subscriptionsOfConsumer(consumerId, filter, page),
  ]);
  // Read side by side, for those who poll; what the caller may not see is told before what is wrong with the list.
  if (seen.status === "rejected") throw seen.reason;
  if (listed.status === "rejected") throw listed.reason;
  return listed.value;
};

export const listSubscriptionsOfService: SubscriptionsOf<
  Subscription & { actions: SubscriptionAction[] }
> = async (work, reference, filter, page) => {
  const service = await readService(work, reference);
  const provider = await teamAccess(work.stores, work.caller, service.team);
  if (!may(provider, "read-subscriptions")) throw notFound("service");
  const listed = await work.stores.subscriptionsOfService(service.slug, filter, page);
  const items = listed.items.map((subscription) => ({
    ...subscription,
    actions: providersActions(work, subscription, provider),
  }));
  return { ...listed, items };
};
