import type { ConsumerStore } from "../consumer/consumer-store.ts";
import type { CredentialStore } from "../credential/credential-store.ts";
import type { Timing } from "../due/timing.ts";
import type { DomainEvent } from "../event/event.ts";
import type { InvitationStore } from "../invitation/invitation-store.ts";
import type { ServiceStore } from "../service/service-store.ts";
import type { SubscriptionStore } from "../subscription/subscription-store.ts";
import type { SuppressionStore } from "../suppression/suppression.ts";
import type { TeamStore } from "../team/team-store.ts";
import type { Notification } from "./notification.ts";
import { isTeamChange } from "./team-change-fact.ts";
import { tellOfCredential } from "./tell-of-credential.ts";
import { tellOfInvitation } from "./tell-of-invitation.ts";
import { isAboutPublication, tellOfPublication } from "./tell-of-publication.ts";
import { tellOfQuota } from "./tell-of-quota.ts";
import { tellOfSubscription } from "./tell-of-subscription.ts";
import { tellOfSuspension } from "./tell-of-suspension.ts";
import { tellOfTeamChange } from "./tell-of-team-change.ts";

export interface NotificationReads {
  stores: Pick<SubscriptionStore, "subscription"> &
    Pick<ServiceStore, "service" | "serviceById"> &
    Pick<ConsumerStore, "consumer"> &
    Pick<CredentialStore, "credential"> &
    Pick<InvitationStore, "invitation"> &
    Pick<TeamStore, "members" | "team"> &
    SuppressionStore;
  /** Of the platform, by their addresses: as a stage is configured. */
  admins: readonly string[];
  timing: Timing;
  now: number;
}

/**
 * Who hears of an event, and of what. Events come late, twice and in any order, so what is told follows from the
 * state now; nobody hears of an event that is unknown, or no longer true.
 */
export const notificationsFor = async (
  event: DomainEvent,
  reads: NotificationReads,
): Promise<Notification[]> => {
  if (event.type === "consumer.suspended" || event.type === "team.suspended")
    return tellOfSuspension(event, reads);
  // Before what is of a subscription: a plan's quota names one.
  if (event.type === "quota.warning" || event.type === "quota.exceeded") return tellOfQuota(event, reads);
  const { type, subscription, credential, consumer, member } = event;
  if (isAboutPublication(type)) return tellOfPublication({ ...event, type }, reads);
  if (isTeamChange(event.type)) return tellOfTeamChange(event, event.type, reads);
  if (event.type === "invitation.sent")
    return member === undefined ? [] : tellOfInvitation({ ...event, member }, reads);
  if (subscription !== undefined) return tellOfSubscription({ ...event, subscription }, reads);
  if (credential === undefined || consumer === undefined) return [];
  return tellOfCredential({ ...event, credential, consumer }, reads);
};
