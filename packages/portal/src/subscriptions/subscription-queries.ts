import { queryOptions } from "@tanstack/react-query";
import { answerOf, api, onceOnly } from "../api/connection.ts";
import { given, type Listed, listQuery, PAGE_SIZE } from "../api/list-query.ts";
import type { Subscription, SubscriptionStatus } from "../api/resources.ts";
import { pollEvery } from "./waiting.ts";

export type SubscriptionAction = NonNullable<Subscription["actions"]>[number];

interface Pages {
  state: { data?: { pages: Listed<Subscription>[] } | undefined };
}

const pollPages = ({ state }: Pages): number =>
  pollEvery(state.data?.pages.flatMap((page) => page.items) ?? []);

export const consumerSubscriptionsQuery = (consumer: string) => ({
  ...listQuery(["subscriptions", "of-consumer", consumer], (cursor, signal) =>
    answerOf(
      api().GET("/v1/consumers/{consumer}/subscriptions", {
        params: { path: { consumer }, query: { ...cursor, limit: PAGE_SIZE } },
        signal,
      }),
    ),
  ),
  refetchInterval: pollPages,
});

interface SubscriptionsAsked {
  q?: string | undefined;
  team?: string | undefined;
  status?: SubscriptionStatus | undefined;
}

/** Of all consumers of the person's teams; those of a status by their end. @param q what a consumer's or service's name begins with */
export const mySubscriptionsQuery = ({ q, team, status }: SubscriptionsAsked = {}) =>
  listQuery(["subscriptions", "mine", { q, team, status }], (cursor, signal) =>
    answerOf(
      api().GET("/v1/subscriptions", {
        params: { query: { ...cursor, limit: PAGE_SIZE, ...given({ q, team, status }) } },
        signal,
      }),
    ),
  );

export const serviceSubscriptionsQuery = (service: string, status?: SubscriptionStatus) => ({
  ...listQuery(["subscriptions", "of-service", service, { status }], (cursor, signal) =>
    answerOf(
      api().GET("/v1/services/{service}/subscriptions", {
        params: {
          path: { service },
          query: { ...cursor, limit: PAGE_SIZE, ...(status === undefined ? {} : { status }) },
        },
        signal,
      }),
    ),
  ),
  refetchInterval: pollPages,
});

export const subscriptionQuery = (subscription: string) =>
  queryOptions({
    queryKey: ["subscription", subscription],
    queryFn: ({ signal }) =>
      answerOf(api().GET("/v1/subscriptions/{subscription}", { params: { path: { subscription } }, signal })),
    refetchInterval: ({ state }) => pollEvery(state.data ? [state.data] : []),
  });

export const applyForService = (
  consumer: string,
  body: {
    service: string;
    plan?: string;
    reason?: string;
    scopes?: string[];
    answers?: Record<string, string | number>;
    termsVersion?: string;
  },
): Promise<Subscription> =>
  answerOf(
    api().POST("/v1/consumers/{consumer}/subscriptions", {
      params: { path: { consumer }, header: onceOnly() },
      body,
    }),
  );

/** By the provider: active at once. `consumer` is its id. */
export const addSubscriber = (
  service: string,
  body: { consumer: string; plan?: string },
): Promise<Subscription> =>
  answerOf(
    api().POST("/v1/services/{service}/subscriptions", {
      params: { path: { service }, header: onceOnly() },
      body,
    }),
  );

/** `scopes` and `expiresAt` are an approval's. */
export interface ActionBody {
  reason?: string;
  plan?: string;
  scopes?: string[];
  expiresAt?: string;
}

export const actOnSubscription = (
  subscription: string,
  action: SubscriptionAction,
  body: ActionBody,
): Promise<Subscription> =>
  answerOf(
    api().POST("/v1/subscriptions/{subscription}/{action}", {
      params: { path: { subscription, action }, header: onceOnly() },
      body,
      // A decision is sent also while its page is left.
      keepalive: true,
    }),
  );
