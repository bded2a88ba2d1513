import { queryOptions } from "@tanstack/react-query";
import { answerOf, api } from "../api/connection.ts";
import { LARGEST_PAGE } from "../api/list-query.ts";
import type { Subscription } from "../api/resources.ts";

/** One request each: of the others it is asked once they are chosen. */
const MOST_CONSUMERS = 24;
const AT_ONCE = 6;

const LIVING: ReadonlySet<Subscription["status"]> = new Set(["pending", "active", "suspended"]);

/** The subscription to a service (id) that allows no second one, if there is one. */
export const livingOne = (
  subscriptions: readonly Pick<Subscription, "id" | "serviceId" | "status">[],
  service: string,
): string | undefined =>
  subscriptions.find(({ serviceId, status }) => serviceId === service && LIVING.has(status))?.id;

/** The ids of living subscriptions to a service (id), by their consumers' ids; of the first consumers only. */
export const livingSubscriptionsQuery = (service: string, consumers: readonly string[]) =>
  queryOptions({
    queryKey: ["subscriptions", "living", service, consumers],
    // What is chosen first rests on it: nothing from an earlier look.
    gcTime: 0,
    queryFn: async ({ signal }): Promise<ReadonlyMap<string, string>> => {
      const found = new Map<string, string>();
      const look = async (consumer: string) => {
        const { items } = await answerOf(
          api().GET("/v1/consumers/{consumer}/subscriptions", {
            params: { path: { consumer }, query: { limit: LARGEST_PAGE } },
            signal,
          }),
        );
        const living = livingOne(items, service);
        if (living !== undefined) found.set(consumer, living);
      };
      const asked = consumers.slice(0, MOST_CONSUMERS);
      for (let from = 0; from < asked.length; from += AT_ONCE)
        await Promise.all(asked.slice(from, from + AT_ONCE).map(look));
      return found;
    },
  });
