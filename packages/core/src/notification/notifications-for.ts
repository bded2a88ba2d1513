import type { DomainEvent } from "../event/event.ts";
import { credentialNotifications } from "./credential-notifications.ts";
import { invitationNotifications } from "./invitation-notifications.ts";
import type { Notification } from "./notification.ts";
import type { NotificationReads } from "./notification-reads.ts";
import { isAboutPublication, publicationNotifications } from "./publication-notifications.ts";
import { quotaNotifications } from "./quota-notifications.ts";
import { subscriptionNotifications } from "./subscription-notifications.ts";
import { suspensionNotifications } from "./suspension-notifications.ts";
import { isTeamChange } from "./team-change-fact.ts";
import { teamChangeNotifications } from "./team-change-notifications.ts";

/**
 * The notifications of an event. Events come late, twice and in any order, so their content follows from the current state;
 * an event that is unknown or no longer true causes none.
 */
export const notificationsFor = async (
  event: DomainEvent,
  reads: NotificationReads,
): Promise<Notification[]> => {
  if (event.type === "consumer.suspended" || event.type === "team.suspended")
    return suspensionNotifications(event, reads);
  // Before what is of a subscription: a plan's quota names one.
  if (event.type === "quota.warning" || event.type === "quota.exceeded")
    return quotaNotifications(event, reads);
  const { type, subscription, credential, consumer, member } = event;
  if (isAboutPublication(type)) return publicationNotifications({ ...event, type }, reads);
  if (isTeamChange(event.type)) return teamChangeNotifications(event, event.type, reads);
  if (event.type === "invitation.sent")
    return member === undefined ? [] : invitationNotifications({ ...event, member }, reads);
  if (subscription !== undefined) return subscriptionNotifications({ ...event, subscription }, reads);
  if (credential === undefined || consumer === undefined) return [];
  return credentialNotifications({ ...event, credential, consumer }, reads);
};
