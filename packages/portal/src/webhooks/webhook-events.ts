import type { NewWebhook } from "../api/resources.ts";

export type WebhookEvent = NewWebhook["events"][number];

type NounOf<Event> = Event extends `${infer Noun}.${string}` ? Noun : never;

/**
 * Each event that the API knows, under the noun it is grouped by. A `Record`, so that an event which the API gains or
 * loses is a fault of the build until it is written or removed here.
 */
const NOUN_OF_EVENT: { readonly [Event in WebhookEvent]: NounOf<Event> } = {
  "subscription.requested": "subscription",
  "subscription.approval-added": "subscription",
  "subscription.approved": "subscription",
  "subscription.rejected": "subscription",
  "subscription.withdrawn": "subscription",
  "subscription.lapsed": "subscription",
  "subscription.suspended": "subscription",
  "subscription.resumed": "subscription",
  "subscription.cancelled": "subscription",
  "subscription.revoked": "subscription",
  "subscription.expiring": "subscription",
  "subscription.expired": "subscription",
  "subscription.renewal-requested": "subscription",
  "subscription.renewed": "subscription",
  "subscription.renewal-rejected": "subscription",
  "subscription.plan-change-requested": "subscription",
  "subscription.plan-changed": "subscription",
  "subscription.plan-change-rejected": "subscription",
  "subscription.transferred": "subscription",
  "credential.created": "credential",
  "credential.rotated": "credential",
  "credential.enabled": "credential",
  "credential.disabled": "credential",
  "credential.revoked": "credential",
  "credential.leaked": "credential",
  "credential.expiring": "credential",
  "credential.expired": "credential",
  "consumer.created": "consumer",
  "consumer.suspended": "consumer",
  "consumer.resumed": "consumer",
  "consumer.deleted": "consumer",
  "consumer.transferred": "consumer",
  "service.published": "service",
  "service.retired": "service",
  "service.deprecated": "service",
  "service.deprecation-ended": "service",
  "service.announced": "service",
  "team.suspended": "team",
  "team.resumed": "team",
  "quota.warning": "quota",
  "quota.exceeded": "quota",
  "budget.warning": "budget",
  "budget.exceeded": "budget",
};

const isEvent = (name: string): name is WebhookEvent => Object.hasOwn(NOUN_OF_EVENT, name);

/** In the order in which the form shows them. */
export const ALL_EVENTS: readonly WebhookEvent[] = Object.keys(NOUN_OF_EVENT).filter(isEvent);

/** As the form groups them: a list for each noun. */
export const WEBHOOK_EVENTS: ReadonlyMap<string, readonly WebhookEvent[]> = Map.groupBy(
  ALL_EVENTS,
  (event) => NOUN_OF_EVENT[event],
);
