import { queryOptions } from "@tanstack/react-query";
import { answerOf, api } from "../api/connection.ts";
import { LARGEST_PAGE } from "../api/list-query.ts";
import type { Subscription } from "../api/resources.ts";

const LIVING: ReadonlySet<Subscription["status"]> = new Set(["pending", "active", "suspended"]);

/** The subscription to a service (id) that allows no second one, if there is one. */
export const livingOne = (
  subscriptions: readonly Pick<Subscription, "id" | "serviceId" | "status">[],
  service: string,
): string | undefined =>
  subscriptions.find(({ serviceId, status }) => serviceId === service && LIVING.has(status))?.id;

export interface Taken {
  /** The ids of living subscriptions, by their consumers' ids. */
  byConsumer: ReadonlyMap<string, string>;
  /** Whether all consumers of the caller were looked at: the first request looks at so many, and there is no second. */
  isComplete: boolean;
}

/** Which of the caller's consumers have a service (slug) already. One request, however many they are. */
export const livingSubscriptionsQuery = (service: string) =>
  queryOptions({
    queryKey: ["subscriptions", "living", service],
    // What is chosen first rests on it: nothing from an earlier look.
    gcTime: 0,
    queryFn: async ({ signal }): Promise<Taken> => {
      const { items, cursor } = await answerOf(
        api().GET("/v1/subscriptions", { params: { query: { service, limit: LARGEST_PAGE } }, signal }),
      );
      return {
        byConsumer: new Map(items.map(({ consumerId, id }) => [consumerId, id])),
        isComplete: cursor === undefined,
      };
    },
  });
