import { queryOptions } from "@tanstack/react-query";
import { everySubscriptionTo } from "../subscriptions/service-subscriptions.ts";
import { texts } from "../texts/texts.ts";

const STALE_MS = 60_000;
const MAX_SERVICES = 100;

/**
 * What callers of services (slugs) are called, by their ids. Consumers of other teams are known by their subscriptions
 * only: one that never had any, and was refused, stays an id.
 */
export const callerNamesQuery = (services: readonly string[]) =>
  queryOptions({
    queryKey: ["subscriptions", "caller-names", services],
    staleTime: STALE_MS,
    enabled: services.length > 0,
    queryFn: ({ signal }) => everySubscriptionTo(services.slice(0, MAX_SERVICES), signal),
    select: (subscriptions): ReadonlyMap<string, string> =>
      new Map(
        subscriptions.map(({ consumerId, consumerName, consumerTeam }) => [
          consumerId,
          texts.usage.caller(consumerName, consumerTeam),
        ]),
      ),
  });
