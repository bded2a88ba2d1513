import type { Caller } from "./access/caller.ts";
import type { DeadLetterStore } from "./dead-letter/dead-letters.ts";
import { DEFAULT_TIMING, type Timing } from "./due/timing.ts";
import type { ExpectedRevision } from "./expect-revision.ts";
import type { RandomBytes } from "./id.ts";
import type { KeyRings } from "./key-ring/key-ring.ts";
import type { MailLimits } from "./notification/mail-budget.ts";
import type { Commit } from "./store/change.ts";
import type {
  ConsumerStore,
  CredentialStore,
  InvitationStore,
  IssuerStore,
  ServiceStore,
  SubscriptionStore,
  TeamStore,
} from "./store/stores.ts";
import type { SuppressionStore } from "./suppression/suppression.ts";
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

/** The limits a stage may set. */
export interface Limits extends Timing, MailLimits {
  /** Made by one person within a day of UTC. */
  teamsPerPerson: number;
  consumersPerTeam: number;
  servicesPerTeam: number;
  credentialsPerConsumer: number;
  membersPerTeam: number;
  /** To one service. */
  maxConcurrentCalls: number;
  issuersPerTeam: number;
}

export const DEFAULT_LIMITS: Limits = {
  teamsPerPerson: 20,
  consumersPerTeam: 10_000,
  servicesPerTeam: 100,
  credentialsPerConsumer: 100,
  membersPerTeam: 200,
  maxConcurrentCalls: 200,
  issuersPerTeam: 100,
  mailsPerPerson: 200,
  mailsPerTeam: 500,
  ...DEFAULT_TIMING,
};

/** What a stage is configured to, as far as decisions depend on it. */
export interface StageSettings {
  /** Where people sign in: no credential may name it. */
  issuer?: string;
  /** Whether addresses on loopback, private networks and over plain http may be given: on one machine. */
  allowPrivateAddresses: boolean;
  /** Whether webhooks may be on loopback and over plain http: on one machine. */
  allowPrivateWebhooks?: boolean;
  /** Whether an address, as it is written, is one of the stage itself: nothing of a team's may lead there. */
  isOwnAddress?(url: URL): boolean;
  /** Slugs of teams and services that only admins give. */
  reservedSlugs?: readonly string[];
  /** How many admins are named, and so are mailed of what they decide on. */
  admins?: number;
  /** Whether an admin agrees before other teams see a published service; without it: nobody is asked. */
  publication?: "free" | "reviewed";
}

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
