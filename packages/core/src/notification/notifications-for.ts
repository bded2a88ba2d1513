import type { DomainEvent } from "../event/event.ts";
import { CREDENTIAL_NOTIFICATIONS } from "./credential-notifications.ts";
import { INVITATION_NOTIFICATIONS } from "./invitation-notifications.ts";
import type { Notification } from "./notification.ts";
import type { NotificationReads } from "./notification-reads.ts";
import type { NotifiedEvent, PartialEvent } from "./notified-events.ts";
import type { Notify } from "./notify.ts";
import { PUBLICATION_NOTIFICATIONS } from "./publication-notifications.ts";
import { BUDGET_NOTIFICATIONS, QUOTA_NOTIFICATIONS } from "./quota-notifications.ts";
import { SUBSCRIPTION_NOTIFICATIONS } from "./subscription-notifications.ts";
import { SUSPENSION_NOTIFICATIONS } from "./suspension-notifications.ts";
import { TEAM_CHANGE_NOTIFICATIONS } from "./team-change-notifications.ts";
import { TRANSFER_NOTIFICATIONS } from "./transfer-notifications.ts";

/** Every event that causes mail: one that none of the tables holds does not compile. */
const NOTIFICATIONS: Readonly<Record<Exclude<NotifiedEvent, PartialEvent>, Notify>> = {
  ...SUBSCRIPTION_NOTIFICATIONS,
  ...CREDENTIAL_NOTIFICATIONS,
  ...SUSPENSION_NOTIFICATIONS,
  ...QUOTA_NOTIFICATIONS,
  ...BUDGET_NOTIFICATIONS,
  ...PUBLICATION_NOTIFICATIONS,
  ...INVITATION_NOTIFICATIONS,
  ...TEAM_CHANGE_NOTIFICATIONS,
  ...TRANSFER_NOTIFICATIONS,
};

/**
 * The notifications of an event. Events come late, twice and in any order, so their content follows from the current state;
 * an event that is unknown or no longer true causes none.
 */
export const notificationsFor = async (
  event: DomainEvent,
  reads: NotificationReads,
): Promise<Notification[]> => (isNotifiedWhole(event.type) ? NOTIFICATIONS[event.type](event, reads) : []);

const isNotifiedWhole = (type: string): type is keyof typeof NOTIFICATIONS =>
  Object.hasOwn(NOTIFICATIONS, type);
