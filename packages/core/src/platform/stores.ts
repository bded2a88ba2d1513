import type { AnnouncementStore } from "../announcement/announcement-store.ts";
import type { ConsumerStore } from "../consumer/consumer-store.ts";
import type { CredentialStore } from "../credential/credential-store.ts";
import type { DeadLetterStore } from "../dead-letter/dead-letters.ts";
import type { DelegationStore } from "../delegation/delegation-store.ts";
import type { InvitationStore } from "../invitation/invitation-store.ts";
import type { IssuerStore } from "../issuer/issuer-store.ts";
import type { LimitLedgers } from "../limit/limit-store.ts";
import type { MailChoiceStore } from "../mail-choice/mail-choice-store.ts";
import type { ServiceStore } from "../service/service-store.ts";
import type { SubscriptionStore } from "../subscription/subscription-store.ts";
import type { SuppressionStore } from "../suppression/suppression.ts";
import type { TeamStore } from "../team/team-store.ts";
import type { BlockedCallStore } from "../usage/blocked-call.ts";
import type { CallReads } from "../usage/call-entry.ts";
import type { RefusalStore } from "../usage/refusal-entry.ts";
import type { UsageRows } from "../usage/usage-store.ts";
import type { DeliveryStore, WebhookStore } from "../webhook/webhook-store.ts";

/** Everything that may be read. What carries out one use case reads from the stores that it names. */
export interface PlatformStores
  extends TeamStore,
    InvitationStore,
    DelegationStore,
    MailChoiceStore,
    ServiceStore,
    ConsumerStore,
    CredentialStore,
    IssuerStore,
    SubscriptionStore,
    AnnouncementStore,
    WebhookStore,
    DeliveryStore,
    DeadLetterStore,
    SuppressionStore,
    UsageRows,
    LimitLedgers,
    CallReads,
    Pick<RefusalStore, "refusals">,
    Pick<BlockedCallStore, "blockedCalls"> {}
