import type { Caller } from "./access/caller.ts";
import type { ConsumerStore } from "./consumer/consumer-store.ts";
import type { CredentialStore } from "./credential/credential-store.ts";
import type { DeadLetterStore } from "./dead-letter/dead-letters.ts";
import type { ExpectedRevision } from "./expect-revision.ts";
import type { RandomBytes } from "./id.ts";
import type { InvitationStore } from "./invitation/invitation-store.ts";
import type { IssuerStore } from "./issuer/issuer-store.ts";
import type { KeyRings } from "./key-ring/key-ring.ts";
import type { ServiceStore } from "./service/service-store.ts";
import type { Limits } from "./stage/limits.ts";
import type { StageSettings } from "./stage/stage-settings.ts";
import type { Commit } from "./store/change.ts";
import type { SubscriptionStore } from "./subscription/subscription-store.ts";
import type { SuppressionStore } from "./suppression/suppression.ts";
import type { TeamStore } from "./team/team-store.ts";
import type { DeliveryStore, WebhookStore } from "./webhook/webhook-store.ts";

export interface Stores
  extends TeamStore,
    InvitationStore,
    ServiceStore,
    ConsumerStore,
    CredentialStore,
    IssuerStore,
    SubscriptionStore,
    WebhookStore,
    DeliveryStore,
    DeadLetterStore,
    SuppressionStore {}

/**
 * One request being carried out: who asks, when, and what it may reach. A use case reads, decides, and commits
 * once; it may be run again from the start when its commit has raced.
 */
export interface Work {
  caller: Caller;
  /** How history and events name the caller. */
  actor: string;
  /** Milliseconds since the epoch, the same throughout the request. */
  now: number;
  random: RandomBytes;
  limits: Limits;
  stage: StageSettings;
  stores: Stores;
  keys: KeyRings;
  commit: Commit;
  /** The revisions that the caller expects one of (`If-Match`), if it said so. */
  expectedRevision?: ExpectedRevision;
}
