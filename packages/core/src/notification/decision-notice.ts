import { askedIn } from "../approval/open-application.ts";
import type { DomainEvent, EventType } from "../event/event.ts";
import type { Recipient } from "../mail/recipient.ts";
import type { HistoryEntry, Subscription } from "../subscription/subscription.ts";
import { aboutSubscription, type NamedService } from "./about-subscription.ts";
import { type DecisionNotice, type LapseNotice, type Notification, notificationKey } from "./notification.ts";
import type { Asker } from "./recipients.ts";

/**
 * What has ended an application, as its history tells: the entry that was made with the event. A subscriber that its
 * provider has added was decided on without being asked for.
 */
export const endedApplication = (
  event: Pick<DomainEvent, "type" | "at">,
  { history }: Pick<Subscription, "history">,
): HistoryEntry | undefined =>
  history.find(({ at, action }) => at === event.at && ENDS[event.type]?.includes(action));

const ENDS: Partial<Record<EventType, readonly string[]>> = {
  "subscription.approved": ["approve", "add"],
  "subscription.rejected": ["reject"],
  "subscription.lapsed": ["lapse"],
  "subscription.renewed": ["approve-renewal"],
  "subscription.renewal-rejected": ["reject-renewal", "lapse-renewal"],
  "subscription.plan-changed": ["approve-plan-change"],
  "subscription.plan-change-rejected": ["reject-plan-change", "lapse-plan-change"],
};

export const decisionNotices = (
  event: DomainEvent,
  entry: HistoryEntry,
  subscription: Subscription,
  service: NamedService,
  asker: Asker,
  recipients: readonly Recipient[],
): Notification[] =>
  recipients.map((to) => ({
    kind: "decision",
    to,
    key: notificationKey(event, "decision", to),
    data: {
      ...aboutSubscription(subscription, service),
      asked: askedIn(entry),
      decision: entry.action.startsWith("reject") ? "rejected" : "approved",
      by: decidedBy(entry),
      decidedAt: entry.at,
      status: subscription.status,
      machineApplied: asker.email === undefined,
      ...(entry.action === "add" ? { added: true as const } : {}),
      ...(entry.reason === undefined ? {} : { reason: entry.reason }),
      ...(subscription.expiresAt === undefined ? {} : { expiresAt: subscription.expiresAt }),
    },
  }));

const decidedBy = ({ actor }: HistoryEntry): DecisionNotice["by"] => {
  if (actor.startsWith("rule:")) return "rule";
  return actor === "service" ? "service" : "provider";
};

interface LapseRecipients {
  applicants: readonly Recipient[];
  approvers?: readonly Recipient[];
  admins?: readonly Recipient[];
}

/** To whoever applied, and to those who were asked; somebody who is both hears of it as the former. */
export const lapseNotices = (
  event: DomainEvent,
  entry: HistoryEntry,
  subscription: Subscription,
  service: NamedService,
  asker: Asker,
  { applicants, approvers = [], admins = [] }: LapseRecipients,
): Notification[] => {
  const notice = (recipient: LapseNotice["recipient"]) => (to: Recipient) => ({
    kind: "lapse" as const,
    to,
    key: notificationKey(event, "lapse", to),
    data: {
      ...aboutSubscription(subscription, service),
      asked: askedIn(entry),
      lapsedAt: entry.at,
      recipient,
      machineApplied: asker.email === undefined,
    },
  });
  const others = (recipients: readonly Recipient[]) =>
    recipients.filter((each) => !applicants.includes(each));
  return [
    ...applicants.map(notice("applicant")),
    ...others(approvers).map(notice("approver")),
    ...others(admins).map(notice("admin")),
  ];
};
