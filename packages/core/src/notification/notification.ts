import type { DecidingLink } from "../approval/approval-link.ts";
import type { CredentialType } from "../credential/credential.ts";
import type { DomainEvent } from "../event/event.ts";
import type { Recipient } from "../mail/recipient.ts";
import type { PublicationLink } from "../publication/publication-link.ts";
import type { Changed } from "../subscription/approved.ts";
import type { ApplicationKind } from "../subscription/history-action.ts";
import type { ShownAnswer } from "../subscription/shown-answers.ts";
import type { ApplicantRole, SubscriptionStatus } from "../subscription/subscription.ts";
import type { AnnouncementNotice } from "./announcement-notice.ts";
import type { DeprecationNotice } from "./deprecation-notice.ts";
import type { InvitationNotice, TeamChangeNotice } from "./team-notice.ts";
import type { TransferNotice } from "./transfer-notice.ts";

/** What every mail about a subscription says. Names were chosen by people: nothing here may become a link. */
export interface AboutSubscription {
  /** Its id. */
  subscription: string;
  service: { slug: string; name: string; team: string };
  consumer: { name: string; team: string };
  /** The plan's title, or its name where it has none. */
  plan?: string;
}

/** To a person who is asked to decide, or who is told that a decision is overdue. */
export interface ApplicationNotice extends AboutSubscription {
  asked: ApplicationKind;
  /** An `escalation` goes to the owners of the service's team. */
  urgency: "new" | "reminder" | "escalation";
  /** An address that the identity provider has verified, or the id of the consumer that applied by itself. */
  applicant: string;
  /** Of the applicant in the consumer's team. */
  role?: ApplicantRole;
  scopes: string[];
  reason?: string;
  /** Where several people have to approve: how many, and who has. */
  approvals?: { needed: number; by: string[] };
  /** Of an application to a service that asks: what was answered, and to which terms the applicant agreed. */
  answers?: ShownAnswer[];
  termsVersion?: string;
  askedAt: string;
  /** When it lapses, and the link with it. */
  decideUntil: string;
  /** The plan's title that a change of plan is to. */
  newPlan?: string;
  /** No link decides on it: signed-in admins of the platform do. */
  forAdmins?: true;
  /** The recipient's own; absent for an owner who is no approver, and for admins. */
  link?: DecidingLink;
  /** The approver in whose place the recipient is asked, and until when. */
  inPlaceOf?: { approver: string; until: string };
}

/** To the applicant. */
export interface DecisionNotice extends AboutSubscription {
  asked: ApplicationKind;
  decision: "approved" | "rejected";
  /** `rule` and `service` decide without anybody being asked. */
  by: "provider" | "rule" | "service";
  reason?: string;
  decidedAt: string;
  /** What was approved otherwise than it was asked. */
  changed?: Changed;
  expiresAt?: string;
  /** The current state of the subscription. */
  status: SubscriptionStatus;
  /** The recipient did not apply: a machine of its team did. */
  machineApplied: boolean;
  /** The provider has granted the subscription without an application. */
  added?: true;
}

/** The application lapsed undecided: to the applicant and to the approvers. */
export interface LapseNotice extends AboutSubscription {
  asked: ApplicationKind;
  lapsedAt: string;
  recipient: "applicant" | "approver" | "admin";
  machineApplied: boolean;
}

/** To the owners of the consumer's team. */
export interface SubscriptionNotice extends AboutSubscription {
  fact: "expiring" | "expired" | "suspended" | "resumed" | "revoked";
  at: string;
  reason?: string;
  expiresAt?: string;
  /** The current state of the subscription. */
  status: SubscriptionStatus;
  /** A renewal waits for a decision already. */
  renewalAsked: boolean;
}

/** To the owners of the consumer's team. Never a secret, and no data that helps to guess one. */
export interface CredentialNotice {
  fact: "created" | "rotated" | "disabled" | "revoked" | "leaked" | "expiring" | "expired";
  at: string;
  actor: string;
  consumer: { id: string; name: string; team: string };
  credential: { id: string; name?: string; type?: CredentialType };
  expiresAt?: string;
  /** After a rotation: how long the former secret works. */
  previousValidUntil?: string;
  /** What has become of it, and where it was found, in the words of a stranger. */
  leak?: { state: "disabled" | "told" | "one-ended"; foundAt?: string };
  /** The team's rule that makes it end then. */
  maxDays?: number;
}

/** To the owners of the team: everything of it, or of one of its consumers, is refused. */
export interface SuspensionNotice {
  of: "consumer" | "team";
  name: string;
  team: string;
  at: string;
}

/** To the owners of the consumer's team: 80 or 100 per cent of a quota are used. */
export interface QuotaNotice {
  of: "quota" | "budget";
  fact: "warning" | "exceeded";
  at: string;
  /** A sentence with the figures. */
  used: string;
  consumer: { id: string; name: string; team: string };
  /** The slug, where the quota is that of a plan. */
  service?: string;
}

/** To admins, who decide whether other teams see a service, and to the owners of its team, who hear what was decided. */
export interface PublicationNotice {
  fact: "requested" | "approved" | "rejected";
  at: string;
  service: { slug: string; name: string; team: string };
  summary?: string;
  /** Where its calls go: an origin. */
  leadsTo: string;
  reason?: string;
  /** Who asks, until when, and by which link it is decided; with `requested`. */
  actor?: string;
  decideUntil?: string;
  link?: PublicationLink;
}

interface NoticeOf {
  application: ApplicationNotice;
  decision: DecisionNotice;
  lapse: LapseNotice;
  subscription: SubscriptionNotice;
  credential: CredentialNotice;
  suspension: SuspensionNotice;
  quota: QuotaNotice;
  invitation: InvitationNotice;
  "team-change": TeamChangeNotice;
  publication: PublicationNotice;
  deprecation: DeprecationNotice;
  announcement: AnnouncementNotice;
  transfer: TransferNotice;
}

/** One mail to one recipient. `key` is the same whenever the same fact is told to the same recipient. */
export type Notification<To extends string = Recipient> = { to: To; key: string } & {
  [Kind in keyof NoticeOf]: { kind: Kind; data: NoticeOf[Kind] };
}[keyof NoticeOf];

export const notificationKey = (
  event: Pick<DomainEvent, "id">,
  kind: Notification["kind"],
  to: string,
): string => `${event.id}#${kind}#${to}`;
