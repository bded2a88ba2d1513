import type { NewWebhook } from "../api/resources.ts";

export type WebhookEvent = NewWebhook["events"][number];

/** As the form groups them. The type makes a name that the API does not know a fault of the build. */
export const WEBHOOK_EVENTS: Readonly<Record<string, readonly WebhookEvent[]>> = {
  subscription: [
    "subscription.requested",
    "subscription.approved",
    "subscription.rejected",
    "subscription.withdrawn",
    "subscription.lapsed",
    "subscription.suspended",
    "subscription.resumed",
    "subscription.cancelled",
    "subscription.revoked",
    "subscription.expiring",
    "subscription.expired",
    "subscription.renewal-requested",
    "subscription.renewed",
    "subscription.renewal-rejected",
    "subscription.plan-change-requested",
    "subscription.plan-changed",
    "subscription.plan-change-rejected",
  ],
  credential: [
    "credential.created",
    "credential.rotated",
    "credential.enabled",
    "credential.disabled",
    "credential.revoked",
    "credential.expiring",
    "credential.expired",
  ],
  consumer: ["consumer.created", "consumer.suspended", "consumer.resumed", "consumer.deleted"],
  service: ["service.published", "service.retired"],
  team: ["team.suspended", "team.resumed"],
  quota: ["quota.warning", "quota.exceeded"],
};

export const ALL_EVENTS: readonly WebhookEvent[] = Object.values(WEBHOOK_EVENTS).flat();
