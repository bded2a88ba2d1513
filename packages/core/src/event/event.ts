import * as z from "#schema";
import { isoTime } from "../clock.ts";
import { newId, type RandomBytes } from "../id.ts";

/** The `detail-type` of what goes on the bus and to webhooks. */
export const PUBLIC_EVENTS = [
  "subscription.requested",
  "subscription.approval-added",
  "subscription.approved",
  "subscription.rejected",
  "subscription.withdrawn",
  "subscription.lapsed",
  "subscription.suspended",
  "subscription.resumed",
  "subscription.cancelled",
  "subscription.revoked",
  "subscription.expired",
  "subscription.expiring",
  "subscription.renewal-requested",
  "subscription.renewed",
  "subscription.renewal-rejected",
  "subscription.plan-change-requested",
  "subscription.plan-changed",
  "subscription.plan-change-rejected",
  "subscription.transferred",
  "credential.created",
  "credential.rotated",
  "credential.enabled",
  "credential.disabled",
  "credential.revoked",
  "credential.leaked",
  "credential.expiring",
  "credential.expired",
  "team.suspended",
  "team.resumed",
  "consumer.created",
  "consumer.suspended",
  "consumer.resumed",
  "consumer.deleted",
  "consumer.transferred",
  "service.published",
  "service.retired",
  "service.deprecated",
  "service.deprecation-ended",
  "service.announced",
  "quota.warning",
  "quota.exceeded",
  "budget.warning",
  "budget.exceeded",
] as const;

/** Every owner of a team is notified of them. */
export const TEAM_CHANGES = [
  "member.invited",
  "member.joined",
  "member.declined",
  "member.added",
  "member.changed",
  "member.removed",
  "approver.confirmed",
  "approver.declined",
  "webhook.added",
  "webhook.moved",
  "webhook.removed",
  "upstream.moved",
] as const;

/** They travel on the bus for the sake of mails, and webhooks never carry them. */
export const INTERNAL_EVENTS = [
  "subscription.reminder",
  "subscription.escalation",
  "invitation.sent",
  ...TEAM_CHANGES,
  "team.credential-life-set",
  "consumer.transfer-offered",
  "consumer.transfer-withdrawn",
  "consumer.transfer-declined",
  "consumer.transfer-notice",
  "service.publication-requested",
  "service.publication-approved",
  "service.publication-rejected",
  "service.deprecation-notice",
  "service.deprecation-taken-back",
  "service.announcement-notice",
] as const;

export type EventType = (typeof PUBLIC_EVENTS)[number] | (typeof INTERNAL_EVENTS)[number];

const Name = z.exactOptional(z.string());

/** A fact that happened. Ids and names only: an event never carries a secret. */
export const DomainEvent = z.object({
  id: z.string(),
  type: z.enum([...PUBLIC_EVENTS, ...INTERNAL_EVENTS]),
  at: z.string(),
  actor: z.string(),
  team: z.string(),
  consumer: Name,
  service: Name,
  subscription: Name,
  /** The number of the subscription's application that it is about: for mails, no webhook carries it. */
  application: z.exactOptional(z.int()),
  credential: Name,
  /** Of one that is gone, and so could not be asked for its name. */
  credentialName: Name,
  reason: Name,
  /** The address of a member or of an invited person. */
  member: Name,
  /** What a member is from now on; absent for one who is none any more. */
  role: Name,
  /** Of a consumer that was transferred: whose it was before. `team` is whose it is. */
  formerTeam: Name,
  /** The slug that a consumer is offered to. */
  offeredTo: Name,
  /** Where a webhook or an upstream is: its origin, since a path or a query may hold a key. */
  origin: Name,
  /** The first event of those that tell one thing to many people, a part of them each. */
  about: Name,
  /** An announcement's id. */
  announcement: Name,
  /** Where the list of these people goes on. */
  cursor: Name,
});
export type DomainEvent = z.infer<typeof DomainEvent>;

export type NewEvent = Omit<DomainEvent, "id" | "at">;

export const newEvent = (fact: NewEvent, now: number, random: RandomBytes): DomainEvent => ({
  ...fact,
  id: newId("evt", now, random),
  at: isoTime(now),
});
