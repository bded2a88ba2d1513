import { isAnnouncedBy } from "../due/due-task.ts";
import { DAY, type Timing } from "../due/timing.ts";
import type { DomainEvent } from "../event/event.ts";
import type { Recipient } from "../mail/recipient.ts";
import type { Subscription } from "../subscription/subscription.ts";
import { aboutSubscription, type NamedService } from "./about-subscription.ts";
import { type Notification, notificationKey, type SubscriptionNotice } from "./notification.ts";

type Fact = SubscriptionNotice["fact"];

/** To the owners of the consumer's team. An end that is no longer near is not announced. An expiry has no reason text. */
export const subscriptionNotices = (
  event: DomainEvent,
  fact: Fact,
  subscription: Subscription,
  service: NamedService,
  owners: readonly Recipient[],
  timing: Timing,
): Notification[] => {
  if (fact === "expiring" && !isExpiring(event, subscription, timing)) return [];
  return owners.map((to) => ({
    kind: "subscription",
    to,
    key: notificationKey(event, "subscription", to),
    data: {
      ...aboutSubscription(subscription, service),
      fact,
      at: event.at,
      status: subscription.status,
      renewalAsked: subscription.renewal !== undefined,
      ...(fact === "expired" || event.reason === undefined ? {} : { reason: event.reason }),
      ...(subscription.expiresAt === undefined ? {} : { expiresAt: subscription.expiresAt }),
    },
  }));
};

/** Renewed since, its end is further from the announcement than the whole term is long. */
const isExpiring = (
  { at }: DomainEvent,
  { status, expiresAt, termDays }: Subscription,
  timing: Timing,
): boolean => {
  if (status !== "active" && status !== "suspended") return false;
  const term = (termDays ?? Number.POSITIVE_INFINITY) * DAY;
  return isAnnouncedBy(at, expiresAt, timing) && Date.parse(expiresAt ?? at) - Date.parse(at) < term;
};
