import type { DomainEvent, EventType } from "../event/event.ts";
import type { HistoryEntry } from "./subscription.ts";

/** The facts that ask for a decision, remind of one, or end the asking. They say which application they are about. */
const ABOUT_APPLICATION: ReadonlySet<EventType> = new Set([
  "subscription.requested",
  "subscription.reminder",
  "subscription.escalation",
  "subscription.approved",
  "subscription.rejected",
  "subscription.withdrawn",
  "subscription.lapsed",
  "subscription.renewal-requested",
  "subscription.renewed",
  "subscription.renewal-rejected",
  "subscription.plan-change-requested",
  "subscription.plan-changed",
  "subscription.plan-change-rejected",
]);

export const isAboutApplication = (type: EventType): boolean => ABOUT_APPLICATION.has(type);

/** Whether a history entry is about the application of an event. One of before events said which has its entry's time. */
export const isOfApplication =
  (event: Pick<DomainEvent, "application" | "at">) =>
  (entry: Pick<HistoryEntry, "application" | "at">): boolean =>
    event.application === undefined ? entry.at === event.at : entry.application === event.application;
