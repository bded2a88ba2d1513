import { listConsumers } from "../consumer/read-consumer.ts";
import type { Page, PageRequest } from "../page.ts";
import { statusAt } from "./status-at.ts";
import { isLiving, type Subscription } from "./subscription.ts";
import type { SubscriptionReads } from "./subscription-work.ts";

/** `service` is the slug or the id; `team` narrows the caller's teams to one. */
export interface LivingFilter {
  service: string;
  team?: string;
}

/**
 * The living subscriptions to one service of the caller's consumers: which of them need not apply. A page is one of the
 * consumers', so it may hold fewer subscriptions than its limit, none included, and have a cursor. For a service that does
 * not exist or that the caller may not see, the list is empty: the two cases look the same.
 */
export const listLivingSubscriptions = async (
  work: SubscriptionReads,
  { service, ...filter }: LivingFilter,
  page: PageRequest,
): Promise<Page<Subscription>> => {
  const [consumers, slug] = await Promise.all([listConsumers(work, filter, page), slugOf(work, service)]);
  const ids = consumers.items.map(({ id }) => id);
  const current = await work.stores.livingSubscriptions(ids, slug);
  return {
    items: current.filter((subscription) => isLiving(statusAt(subscription, work.now))),
    ...(consumers.cursor === undefined ? {} : { cursor: consumers.cursor }),
  };
};

/** A slug is not looked up. */
const slugOf = async ({ stores }: SubscriptionReads, reference: string): Promise<string> =>
  reference.startsWith("svc_") ? ((await stores.serviceById(reference))?.slug ?? reference) : reference;
