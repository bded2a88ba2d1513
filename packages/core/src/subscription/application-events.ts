import type { DomainEvent, EventType } from "../event/event.ts";
import type { HistoryEntry } from "./subscription.ts";

type SubscriptionEvent = Extract<EventType, `subscription.${string}`>;

/** Whether an event asks for a decision, reminds of one or ends the asking: then it says which application it is about. */
const ABOUT_APPLICATION: Readonly<Record<SubscriptionEvent, boolean>> = {
  "subscription.requested": true,
  "subscription.approval-added": true,
  "subscription.approved": true,
  "subscription.rejected": true,
  "subscription.withdrawn": true,
  "subscription.lapsed": true,
  "subscription.suspended": false,
  "subscription.resumed": false,
  "subscription.cancelled": false,
  "subscription.revoked": false,
  "subscription.expired": false,
  "subscription.expiring": false,
  "subscription.renewal-requested": true,
  "subscription.renewed": true,
  "subscription.renewal-rejected": true,
  "subscription.plan-change-requested": true,
  "subscription.plan-changed": true,
  "subscription.plan-change-rejected": true,
  "subscription.transferred": false,
  "subscription.reminder": true,
  "subscription.escalation": true,
};

export const isAboutApplication = (type: EventType): boolean =>
  new Map<string, boolean>(Object.entries(ABOUT_APPLICATION)).get(type) === true;

/** Whether a history entry is about the application of an event. One of before events said which has its entry's time. */
export const isOfApplication =
  (event: Pick<DomainEvent, "application" | "at">) =>
  (entry: Pick<HistoryEntry, "application" | "at">): boolean =>
    event.application === undefined ? entry.at === event.at : entry.application === event.application;
