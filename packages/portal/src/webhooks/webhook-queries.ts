import { answerOf, api, ifRevision, onceOnly } from "../api/connection.ts";
import { listQuery, PAGE_SIZE } from "../api/list-query.ts";
import type { Delivery, NewWebhook, Webhook } from "../api/resources.ts";

export const webhooksQuery = (team: string) =>
  listQuery(["webhooks", team], (cursor, signal) =>
    answerOf(
      api().GET("/v1/teams/{team}/webhooks", {
        params: { path: { team }, query: { ...cursor, limit: PAGE_SIZE } },
        signal,
      }),
    ),
  );

const WAITING_MS = 2000;
const QUIET_MS = 10_000;

export const deliveriesQuery = (team: string, webhook: string) => ({
  ...listQuery(["deliveries", team, webhook], (cursor, signal) =>
    answerOf(
      api().GET("/v1/teams/{team}/webhooks/{webhook}/deliveries", {
        params: { path: { team, webhook }, query: { ...cursor, limit: 50 } },
        signal,
      }),
    ),
  ),
  refetchInterval: ({ state }: { state: { data?: { pages: { items: Delivery[] }[] } | undefined } }) =>
    state.data?.pages.some((page) => page.items.some(({ status }) => status === "waiting"))
      ? WAITING_MS
      : QUIET_MS,
});

/** The answer holds the secret: it goes to the page that shows it, and into no cache. */
export const createWebhook = (team: string, body: NewWebhook) =>
  answerOf(api().POST("/v1/teams/{team}/webhooks", { params: { path: { team }, header: onceOnly() }, body }));

/** What is changed of it: its address and events. */
export const changeWebhook = (
  { team, id: webhook }: Pick<Webhook, "team" | "id">,
  revision: number,
  body: Pick<NewWebhook, "url" | "events">,
): Promise<Webhook> =>
  answerOf(
    api().PATCH("/v1/teams/{team}/webhooks/{webhook}", {
      params: { path: { team, webhook } },
      headers: ifRevision(revision),
      body,
    }),
  );

export const testWebhook = ({ team, id: webhook }: Webhook): Promise<Delivery> =>
  answerOf(
    api().POST("/v1/teams/{team}/webhooks/{webhook}/test", {
      params: { path: { team, webhook }, header: onceOnly() },
    }),
  );

export const turnWebhook = (
  { team, id: webhook, revision }: Webhook,
  status: Webhook["status"],
): Promise<Webhook> =>
  answerOf(
    api().PATCH("/v1/teams/{team}/webhooks/{webhook}", {
      params: { path: { team, webhook } },
      headers: ifRevision(revision),
      body: { status },
    }),
  );

export const deleteWebhook = ({ team, id: webhook }: Webhook) =>
  answerOf(api().DELETE("/v1/teams/{team}/webhooks/{webhook}", { params: { path: { team, webhook } } }));

export const replayDelivery = ({ team, webhook, id: delivery }: Delivery) =>
  answerOf(
    api().POST("/v1/teams/{team}/webhooks/{webhook}/deliveries/{delivery}/replay", {
      params: { path: { team, webhook, delivery }, header: onceOnly() },
    }),
  );
