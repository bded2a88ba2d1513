import { Subscription } from "@latchkey/core/subscription/subscription";
import type { SubscriptionStore } from "@latchkey/core/subscription/subscription-store";
import {
  applicationsOf,
  currentSubscriptionKey,
  subscriptionKey,
  subscriptionsOfConsumer,
  subscriptionsOfService,
} from "../dynamo/keys.ts";
import { parseStored } from "../dynamo/parse-stored.ts";
import { readEach } from "../dynamo/read-batch.ts";
import { readItem } from "../dynamo/read-item.ts";
import { type ListedTable, readList } from "../dynamo/read-list.ts";
import { subscriptionRevisions } from "./subscription-revision.ts";

const subscription = parseStored(Subscription);

/** Which subscription a place is taken by, and whether it lives. */
const PLACE = "pk, sk, id, living";

export const subscriptionTable = (table: ListedTable): SubscriptionStore => {
  const byId = async (id: string) => subscription.orNothing(await readItem(table, subscriptionKey(id)));
  return {
    subscription: byId,
    subscriptionRevision: subscriptionRevisions(table, byId),
    currentSubscription: async (consumerId, service) => {
      // The item of the place has no history; a use case that decides on it must have all of it.
      const current = await readItem(table, currentSubscriptionKey(consumerId, service));
      return current && byId(String(current["id"]));
    },
    livingSubscriptions: async (consumerIds, service) => {
      const places = await readEach(
        table,
        consumerIds.map((id) => currentSubscriptionKey(id, service)),
        PLACE,
      );
      const living = places.flatMap((place) => (place["living"] === true ? [String(place["id"])] : []));
      return (await readEach(table, living.map(subscriptionKey))).map(subscription.parse);
    },
    subscriptionsOfConsumer: (consumerId, { status }, page) =>
      readList(table, subscriptionsOfConsumer(consumerId, status), page, subscription.parse),
    subscriptionsOfService: (service, { status }, page) =>
      readList(table, subscriptionsOfService(service, status), page, subscription.parse),
    applicationsOf: async (serviceTeam, page) => {
      const places = await readList(table, applicationsOf(serviceTeam), page, ({ id }) => String(id));
      const items = await readEach(table, places.items.map(subscriptionKey));
      return { ...places, items: items.map(subscription.parse) };
    },
  };
};
