import { queryOptions } from "@tanstack/react-query";
import { answerOf, api } from "../api/connection.ts";
import { LARGEST_PAGE, readAll } from "../api/list-query.ts";
import type { Me, Subscription } from "../api/resources.ts";
import { PLATFORM_SERVICE } from "../catalog/platform-service.ts";
import { everySubscriptionTo } from "../subscriptions/service-subscriptions.ts";

const MAX_PAGES = 5;
const MAX_SERVICES = 100;
const MIN_POLL_MS = 5000;
const POLL_MS_EACH = 500;
const SERVICES_STALE_MS = 60_000;

/** Slugs of the services whose approvals are this person's task. An admin may decide about all, and is asked about one. */
const askedAbout = (me: Me | undefined) =>
  queryOptions({
    queryKey: ["services", "asked-about", me?.id],
    staleTime: SERVICES_STALE_MS,
    queryFn: async ({ signal }): Promise<string[]> => {
      const owned = new Set(me?.teams.filter(({ role }) => role === "owner").map(({ team }) => team));
      const services =
        owned.size === 0
          ? []
          : await readAll(
              (cursor) =>
                answerOf(
                  api().GET("/v1/services", {
                    params: { query: { ...cursor, limit: LARGEST_PAGE } },
                    signal,
                  }),
                ),
              MAX_PAGES,
            );
      return [
        ...(me?.admin ? [PLATFORM_SERVICE] : []),
        ...services
          .filter(({ team, slug }) => owned.has(team) && slug !== PLATFORM_SERVICE)
          .map(({ slug }) => slug),
      ].slice(0, MAX_SERVICES);
    },
  });

export interface Decisions {
  services: number;
  subscriptions: readonly Subscription[];
}

/** How often to ask again, in milliseconds: about two requests a second, however many services there are. */
export const pollDecisionsEvery = (services: number): number =>
  Math.max(MIN_POLL_MS, services * POLL_MS_EACH);

/** All applications to the services that this person decides about, the latest change first. */
export const decisionsQuery = (me: Me | undefined) =>
  queryOptions({
    queryKey: ["subscriptions", "decisions", me?.id],
    enabled: me !== undefined,
    queryFn: async ({ signal, client }): Promise<Decisions> => {
      const slugs = await client.fetchQuery(askedAbout(me));
      const found = await everySubscriptionTo(slugs, signal);
      return {
        services: slugs.length,
        subscriptions: found.toSorted((one, other) => other.updatedAt.localeCompare(one.updatedAt)),
      };
    },
    // Not while the page is in the background.
    refetchInterval: ({ state }) => pollDecisionsEvery(state.data?.services ?? 1),
  });
