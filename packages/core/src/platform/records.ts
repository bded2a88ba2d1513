import type { AnnouncementRecord } from "../announcement/announcement.ts";
import type { ConsumerRecord } from "../consumer/consumer.ts";
import type { CredentialRecord } from "../credential/credential.ts";
import type { DeadLetterRecord } from "../dead-letter/dead-letter.ts";
import type { DelegationRecord } from "../delegation/delegation.ts";
import type { InvitationRecord } from "../invitation/invitation.ts";
import type { IssuerRecord } from "../issuer/issuer.ts";
import type { MailChoiceRecord } from "../mail-choice/mail-choice.ts";
import type { ServiceRecord } from "../service/service.ts";
import type { Change, Commit, Write } from "../store/change.ts";
import type { SubscriptionRecord } from "../subscription/subscription.ts";
import type { MemberRecord, TeamRecord } from "../team/team.ts";
import type { DeliveryRecord } from "../webhook/delivery.ts";
import type { WebhookRecord } from "../webhook/webhook.ts";

/** Every record of every noun: for what stores them. A noun itself knows of no more than it writes. */
export type StoredRecord =
  | TeamRecord
  | MemberRecord
  | InvitationRecord
  | DelegationRecord
  | MailChoiceRecord
  | ServiceRecord
  | ConsumerRecord
  | CredentialRecord
  | IssuerRecord
  | SubscriptionRecord
  | AnnouncementRecord
  | WebhookRecord
  | DeliveryRecord
  | DeadLetterRecord;

export type RecordKind = StoredRecord["kind"];
export const RECORD_KINDS = [
  "team",
  "member",
  "invitation",
  "delegation",
  "mail-choice",
  "service",
  "consumer",
  "credential",
  "issuer",
  "subscription",
  "announcement",
  "webhook",
  "delivery",
  "dead-letter",
] as const satisfies readonly RecordKind[];
export type RecordValue<K extends RecordKind> = Extract<StoredRecord, { kind: K }>["value"];

export type PlatformWrite = Write<StoredRecord>;
export type PlatformChange = Change<StoredRecord>;
export type PlatformCommit = Commit<StoredRecord>;
