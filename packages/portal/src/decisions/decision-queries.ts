import { queryOptions } from "@tanstack/react-query";
import { answerOf, api } from "../api/connection.ts";
import type { Me, Subscription } from "../api/resources.ts";
import { isOwner } from "../session/me-query.ts";

const MOST = 200;
const POLL_MS = 5000;

/** The service that only platform admins decide about: the management API itself. */
const PLATFORM_SERVICE = "latchkey";

/** Everything that was asked of the services that somebody decides about, newest first. */
export const decisionsQuery = (me: Me | undefined) =>
  queryOptions({
    queryKey: ["subscriptions", "decisions", me?.id],
    enabled: me !== undefined,
    refetchInterval: POLL_MS,
    queryFn: async ({ signal }): Promise<Subscription[]> => {
      const { items } = await answerOf(
        api().GET("/v1/services", { params: { query: { limit: MOST } }, signal }),
      );
      const slugs = new Set(items.filter(({ team }) => isOwner(me, team)).map(({ slug }) => slug));
      if (me?.admin) slugs.add(PLATFORM_SERVICE);
      const lists = await Promise.all(
        [...slugs].map((service) =>
          answerOf(
            api().GET("/v1/services/{service}/subscriptions", {
              params: { path: { service }, query: { limit: MOST } },
              signal,
            }),
          ),
        ),
      );
      return lists
        .flatMap((list) => list.items)
        .toSorted((one, other) => other.updatedAt.localeCompare(one.updatedAt));
    },
  });
