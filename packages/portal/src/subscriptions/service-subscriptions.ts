import { answerOf, api } from "../api/connection.ts";
import { LARGEST_PAGE, readAll } from "../api/list-query.ts";
import type { Subscription } from "../api/resources.ts";

const MAX_PAGES = 5;
const AT_ONCE = 6;

const subscriptionsTo = (service: string, signal: AbortSignal): Promise<Subscription[]> =>
  readAll(
    (cursor) =>
      answerOf(
        api().GET("/v1/services/{service}/subscriptions", {
          params: { path: { service }, query: { ...cursor, limit: LARGEST_PAGE } },
          signal,
        }),
      ),
    MAX_PAGES,
  );

/** The subscriptions to services (slugs) that the person may read, ended ones too; at most 1,000 of each. */
export const everySubscriptionTo = async (
  services: readonly string[],
  signal: AbortSignal,
): Promise<Subscription[]> => {
  const found: Subscription[] = [];
  for (let from = 0; from < services.length; from += AT_ONCE)
    found.push(
      ...(
        await Promise.all(services.slice(from, from + AT_ONCE).map((each) => subscriptionsTo(each, signal)))
      ).flat(),
    );
  return found;
};
