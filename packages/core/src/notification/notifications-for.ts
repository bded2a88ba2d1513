import { approversOf, ownersOf } from "../approval/approvers.ts";
import type { DomainEvent } from "../event/event.ts";
import type { Service } from "../service/service.ts";
import type { ServiceStore, SubscriptionStore, TeamStore } from "../store/stores.ts";
import { statusAt } from "../subscription/decide-subscription.ts";
import type { Subscription } from "../subscription/subscription.ts";
import { applicationNotices } from "./application-notice.ts";
import { decisionNotices } from "./decision-notice.ts";
import type { Notification } from "./notification.ts";
import type { NotifiedEvent } from "./notified-events.ts";

export interface NotificationReads {
  stores: Pick<SubscriptionStore, "subscription"> &
    Pick<ServiceStore, "serviceById"> &
    Pick<TeamStore, "members">;
  /** After how many days an application lapses, and its links with it. */
  lapseDays: number;
  now: number;
}

type Facts = { event: DomainEvent; subscription: Subscription; service: Service; reads: NotificationReads };

/**
 * Who hears of an event, and of what. Events come late, twice and in any order, so what is told follows from the
 * state now; nobody hears of an event that is unknown, or no longer true.
 */
export const notificationsFor = async (
  event: DomainEvent,
  reads: NotificationReads,
): Promise<Notification[]> => {
  const tell = Object.hasOwn(TELL, event.type) ? TELL[event.type as NotifiedEvent] : undefined;
  if (!tell || event.subscription === undefined) return [];
  const subscription = await reads.stores.subscription(event.subscription);
  const service = subscription && (await reads.stores.serviceById(subscription.serviceId));
  if (!subscription || !service) return [];
  const current = { ...subscription, status: statusAt(subscription, reads.now) };
  return tell({ event, subscription: current, service, reads });
};

const TELL: Record<NotifiedEvent, (facts: Facts) => Promise<Notification[]>> = {
  "subscription.requested": async ({ event, subscription, service, reads }) =>
    applicationNotices(
      event,
      subscription,
      service,
      await approversOf(reads.stores, service),
      reads.lapseDays,
    ),
  "subscription.approved": async ({ event, subscription, service, reads }) =>
    decisionNotices(event, "approved", subscription, service, await applicantsOf(subscription, reads)),
  "subscription.rejected": async ({ event, subscription, service, reads }) =>
    decisionNotices(event, "rejected", subscription, service, await applicantsOf(subscription, reads)),
};

/** Who hears of the outcome: the person who applied, or the owners of the consumer's team when a machine did. */
const applicantsOf = async (
  { applicant, consumerTeam }: Subscription,
  { stores }: NotificationReads,
): Promise<string[]> => (applicant.email === undefined ? ownersOf(stores, consumerTeam) : [applicant.email]);
