import * as z from "zod/mini";
import { isoTime } from "../clock.ts";
import { newId, type RandomBytes } from "../id.ts";

/** The `detail-type` of what goes on the bus and to webhooks. */
export const PUBLIC_EVENTS = [
  "subscription.requested",
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
  "credential.created",
  "credential.rotated",
  "credential.enabled",
  "credential.disabled",
  "credential.revoked",
  "credential.expiring",
  "credential.expired",
  "team.suspended",
  "team.resumed",
  "consumer.created",
  "consumer.suspended",
  "consumer.resumed",
  "consumer.deleted",
  "service.published",
  "service.retired",
  "quota.warning",
  "quota.exceeded",
] as const;

/** Reminders and escalations travel on the bus too, but webhooks never carry them. */
export const INTERNAL_EVENTS = ["subscription.reminder", "subscription.escalation"] as const;

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
  credential: Name,
  /** Of one that is gone, and so could not be asked for its name. */
  credentialName: Name,
  reason: Name,
});
export type DomainEvent = z.infer<typeof DomainEvent>;

export type NewEvent = Omit<DomainEvent, "id" | "at">;

export const newEvent = (fact: NewEvent, now: number, random: RandomBytes): DomainEvent => ({
  ...fact,
  id: newId("evt", now, random),
  at: isoTime(now),
});
