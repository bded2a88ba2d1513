import { allow, may, standingIn } from "../access/access.ts";
import { readConsumer } from "../consumer/read-consumer.ts";
import type { Page, PageRequest } from "../page.ts";
import { notFound } from "../refusal.ts";
import { readService } from "../service/read-service.ts";
import type { StatusFilter } from "../store/stores.ts";
import type { Work } from "../work.ts";
import type { Subscription } from "./subscription.ts";

/** Seen by the consumer's team and by the service's. */
export const readSubscription = async (work: Work, id: string): Promise<Subscription> => {
  const subscription = await work.stores.subscription(id);
  if (!subscription) throw notFound("subscription");
  const standings = await Promise.all(
    [subscription.consumerTeam, subscription.serviceTeam].map((team) =>
      standingIn(work.stores, work.caller, team),
    ),
  );
  if (!standings.some((standing) => may(standing, "read-subscriptions"))) throw notFound("subscription");
  return subscription;
};

export const listSubscriptionsOfConsumer = async (
  work: Work,
  consumerId: string,
  filter: StatusFilter,
  page: PageRequest,
): Promise<Page<Subscription>> => {
  await readConsumer(work, consumerId);
  return work.stores.subscriptionsOfConsumer(consumerId, filter, page);
};

export const listSubscriptionsOfService = async (
  work: Work,
  reference: string,
  filter: StatusFilter,
  page: PageRequest,
): Promise<Page<Subscription>> => {
  const service = await readService(work, reference);
  await allow(work.stores, work.caller, service.team, "read-subscriptions", "service");
  return work.stores.subscriptionsOfService(service.slug, filter, page);
};
