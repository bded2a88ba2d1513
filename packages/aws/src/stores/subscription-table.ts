import type { Page, PageRequest } from "@latchkey/core/page";
import { HistoryEntry, Subscription } from "@latchkey/core/subscription/subscription";
import type { SubscriptionStore } from "@latchkey/core/subscription/subscription-store";
import * as z from "zod/mini";
import { currentSubscriptionKey, type ListRef, subscriptionKey } from "../dynamo/keys.ts";
import { parseStored } from "../dynamo/parse-stored.ts";
import { readEach } from "../dynamo/read-batch.ts";
import { readItem, readPartition } from "../dynamo/read-item.ts";
import { type ListedTable, type Range, readList } from "../dynamo/read-list.ts";
import {
  applicationsOf,
  decisionsOf,
  subscriptionsOfConsumer,
  subscriptionsOfService,
  subscriptionsOfTeam,
} from "../dynamo/subscription-lists.ts";
import { subscriptionRevisions } from "./subscription-revision.ts";

const subscription = parseStored(Subscription);

const Place = z.object({ id: z.string(), consumerTeam: z.string() });

/** Which subscription a place is taken by, and whether it lives. */
const PLACE = "pk, sk, id, living";

export const subscriptionTable = (table: ListedTable): SubscriptionStore => {
  /** A page of places, with the histories that they lack. */
  const placed = async (list: ListRef, page: PageRequest, range?: Range): Promise<Page<Subscription>> => {
    const places = await readList(table, list, page, ({ id }) => String(id), range);
    const items = await readEach(table, places.items.map(subscriptionKey));
    return { ...places, items: items.map(subscription.parse) };
  };
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
    placesOfConsumer: async (consumerId) => {
      const { pk, sk } = currentSubscriptionKey(consumerId, "");
      const places = await readPartition(table, pk, sk);
      return places.map(({ doc }) => Place.parse(doc));
    },
    subscriptionsOfConsumer: (consumerId, { status }, page) =>
      readList(table, subscriptionsOfConsumer(consumerId, status), page, subscription.parse),
    subscriptionsOfService: (service, { status }, page) =>
      readList(table, subscriptionsOfService(service, status), page, subscription.parse),
    applicationsOf: (serviceTeam, page) => placed(applicationsOf(serviceTeam), page),
    decisionsOf: async (serviceTeam, page) => {
      const listed = await readList(table, decisionsOf(serviceTeam), page, ({ pk, entry }) => ({
        pk: String(pk),
        decision: HistoryEntry.parse(entry),
      }));
      const pks = [...new Set(listed.items.map(({ pk }) => pk))];
      const found = await readEach(
        table,
        pks.map((pk) => ({ ...subscriptionKey(""), pk })),
      );
      const byPk = new Map(found.map((item) => [item["pk"], subscription.parse(item)]));
      const items = listed.items.flatMap(({ pk, decision }) => {
        const of = byPk.get(pk);
        return of ? [{ subscription: of, decision }] : [];
      });
      return { ...listed, items };
    },
    subscriptionsOfTeam: (team, part, page) =>
      "status" in part
        ? placed(subscriptionsOfTeam(team, part), page)
        : placed(subscriptionsOfTeam(team, part.by), page, {
            from: part.beginning,
            to: `${part.beginning}\uffff`,
          }),
  };
};
