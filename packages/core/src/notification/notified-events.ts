import type { EventType } from "../event/event.ts";
import { TEAM_CHANGE_FACTS } from "./team-change-fact.ts";

/** The events that somebody hears of by mail. Plain data, for whoever writes the rule of the bus. */
export const NOTIFIED_EVENTS = [
  "subscription.requested",
  "subscription.renewal-requested",
  "subscription.plan-change-requested",
  "subscription.reminder",
  "subscription.escalation",
  "subscription.approved",
  "subscription.rejected",
  "subscription.lapsed",
  "subscription.renewed",
  "subscription.renewal-rejected",
  "subscription.plan-changed",
  "subscription.plan-change-rejected",
  "subscription.expiring",
  "subscription.expired",
  "subscription.suspended",
  "subscription.resumed",
  "subscription.revoked",
  "credential.created",
  "credential.rotated",
  "credential.disabled",
  "credential.revoked",
  "credential.expiring",
  "credential.expired",
  "consumer.suspended",
  "team.suspended",
  "quota.warning",
  "quota.exceeded",
  "invitation.sent",
  "service.publication-requested",
  "service.publication-approved",
  "service.publication-rejected",
  ...TEAM_CHANGE_FACTS,
] as const satisfies readonly EventType[];

export type NotifiedEvent = (typeof NOTIFIED_EVENTS)[number];
