import { isAnnouncedBy } from "../due/due-task.ts";
import { DAY, type Timing } from "../due/timing.ts";
import type { DomainEvent } from "../event/event.ts";
import type { Recipient } from "../mail/recipient.ts";
import type { Subscription } from "../subscription/subscription.ts";
import { aboutSubscription, type NamedService } from "./about-subscription.ts";
import { type Notification, notificationKey, type SubscriptionNotice } from "./notification.ts";

type Fact = SubscriptionNotice["fact"];

/** The history's words for what the events tell. */
const ACTIONS: Record<Exclude<Fact, "expiring">, string> = {
  expired: "expire",
  suspended: "suspend",
  resumed: "resume",
  revoked: "revoke",
};

/** To the owners of the consumer's team. None when it is not true, or not true any more. */
export const subscriptionNotices = (
  event: DomainEvent,
  fact: Fact,
  subscription: Subscription,
  service: NamedService,
  owners: readonly Recipient[],
  timing: Timing,
): Notification[] => {
  const reason = reasonOf(event, fact, subscription, timing);
  if (reason === undefined) return [];
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
      ...(reason.text === undefined ? {} : { reason: reason.text }),
      ...(subscription.expiresAt === undefined ? {} : { expiresAt: subscription.expiresAt }),
    },
  }));
};

const reasonOf = (
  event: DomainEvent,
  fact: Fact,
  subscription: Subscription,
  timing: Timing,
): { text?: string | undefined } | undefined => {
  if (fact === "expiring") return isExpiring(event, subscription, timing) ? {} : undefined;
  const entry = subscription.history.find(({ at, action }) => at === event.at && action === ACTIONS[fact]);
  return entry && { text: entry.reason };
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
