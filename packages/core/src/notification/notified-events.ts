import type { EventType } from "../event/event.ts";

/** Whether an event causes mail. Every event has an entry: a new event does not compile without one. */
const MAILED = {
  "subscription.requested": true,
  "subscription.renewal-requested": true,
  "subscription.plan-change-requested": true,
  "subscription.reminder": true,
  "subscription.escalation": true,
  "subscription.approved": true,
  "subscription.rejected": true,
  "subscription.lapsed": true,
  "subscription.renewed": true,
  "subscription.renewal-rejected": true,
  "subscription.plan-changed": true,
  "subscription.plan-change-rejected": true,
  "subscription.expiring": true,
  "subscription.expired": true,
  "subscription.suspended": true,
  "subscription.resumed": true,
  "subscription.revoked": true,
  "credential.created": true,
  "credential.rotated": true,
  "credential.disabled": true,
  "credential.revoked": true,
  "credential.leaked": true,
  "credential.expiring": true,
  "credential.expired": true,
  "consumer.suspended": true,
  "consumer.transfer-offered": true,
  "consumer.transfer-declined": true,
  "consumer.transferred": true,
  "consumer.transfer-notice": true,
  "team.suspended": true,
  "quota.warning": true,
  "quota.exceeded": true,
  "budget.warning": true,
  "budget.exceeded": true,
  "invitation.sent": true,
  "service.publication-requested": true,
  "service.publication-approved": true,
  "service.publication-rejected": true,
  "service.deprecation-notice": true,
  "service.deprecation-taken-back": true,
  "service.announcement-notice": true,
  "member.invited": true,
  "member.joined": true,
  "member.declined": true,
  "member.added": true,
  "member.changed": true,
  "member.removed": true,
  "approver.confirmed": true,
  "approver.declined": true,
  "webhook.added": true,
  "webhook.moved": true,
  "webhook.removed": true,
  "upstream.moved": true,
  "subscription.approval-added": false,
  "subscription.withdrawn": false,
  "subscription.cancelled": false,
  "credential.enabled": false,
  "team.resumed": false,
  "team.credential-life-set": false,
  "consumer.created": false,
  "consumer.resumed": false,
  "consumer.deleted": false,
  "consumer.transfer-withdrawn": false,
  "subscription.transferred": false,
  "service.published": false,
  "service.retired": false,
  "service.deprecated": false,
  "service.deprecation-ended": false,
  "service.announced": false,
} as const satisfies Record<EventType, boolean>;

export type NotifiedEvent = {
  [Type in EventType]: (typeof MAILED)[Type] extends true ? Type : never;
}[EventType];

/** Events of which each notifies a part of many people. */
export type PartialEvent =
  | "service.deprecation-notice"
  | "service.deprecation-taken-back"
  | "service.announcement-notice"
  | "consumer.transfer-notice";

const NOTIFIED: ReadonlySet<string> = new Set(
  Object.entries(MAILED).flatMap(([type, isMailed]) => (isMailed ? [type] : [])),
);

export const isNotified = (type: string): type is NotifiedEvent => NOTIFIED.has(type);

/** Plain data, for the code that writes the rule of the bus. */
export const NOTIFIED_EVENTS: readonly NotifiedEvent[] = Object.keys(MAILED).filter(isNotified);
