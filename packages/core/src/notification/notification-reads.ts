import type { AnnouncementStore } from "../announcement/announcement-store.ts";
import type { ConsumerStore } from "../consumer/consumer-store.ts";
import type { CredentialStore } from "../credential/credential-store.ts";
import type { DelegationStore } from "../delegation/delegation-store.ts";
import type { Timing } from "../due/timing.ts";
import type { InvitationStore } from "../invitation/invitation-store.ts";
import type { ServiceStore } from "../service/service-store.ts";
import type { SubscriptionStore } from "../subscription/subscription-store.ts";
import type { SuppressionStore } from "../suppression/suppression.ts";
import type { TeamStore } from "../team/team-store.ts";

export interface NotificationReads {
  stores: Pick<SubscriptionStore, "subscription" | "subscriptionsOfConsumer" | "subscriptionsOfService"> &
    Pick<ServiceStore, "service" | "serviceById"> &
    Pick<AnnouncementStore, "announcement" | "unsubscribed"> &
    Pick<ConsumerStore, "consumer"> &
    Pick<CredentialStore, "credential"> &
    Pick<InvitationStore, "invitation"> &
    Pick<TeamStore, "members" | "member" | "team"> &
    DelegationStore &
    SuppressionStore;
  /** Of the platform, by their addresses: as a stage is configured. */
  admins: readonly string[];
  timing: Timing;
  now: number;
}
