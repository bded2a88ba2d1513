import type { DomainEvent, EventType } from "../event/event.ts";
import type { Recipient } from "../mail/recipient.ts";
import { isOfApplication } from "../subscription/application-events.ts";
import type { Asker } from "../subscription/asker.ts";
import { type ApplicationKind, type Ending, endedBy } from "../subscription/history-action.ts";
import type { HistoryEntry, Subscription } from "../subscription/subscription.ts";
import { aboutSubscription, type NamedService } from "./about-subscription.ts";
import { type DecisionNotice, type LapseNotice, type Notification, notificationKey } from "./notification.ts";

/** An entry of the history that ended an application, and how. */
export interface Ended {
  entry: HistoryEntry;
  asked: ApplicationKind;
  as: Ending;
}

/** What has ended the application of an event, as the history tells: each application ends at most once. */
export const endedApplication = (
  event: Pick<DomainEvent, "type" | "application" | "at">,
  { history }: Pick<Subscription, "history">,
): Ended | undefined => {
  const isOf = isOfApplication(event);
  const [asked, endings = []] = TOLD[event.type] ?? [];
  for (const entry of history) {
    const ending = endedBy(entry.action);
    if (ending && ending.asked === asked && endings.includes(ending.as) && isOf(entry))
      return { entry, ...ending };
  }
  return undefined;
};

/** The ends that each event tells. */
const TOLD: Partial<Record<EventType, readonly [ApplicationKind, readonly Ending[]]>> = {
  "subscription.approved": ["subscription", ["approve"]],
  "subscription.rejected": ["subscription", ["reject"]],
  "subscription.lapsed": ["subscription", ["lapse"]],
  "subscription.renewed": ["renewal", ["approve"]],
  "subscription.renewal-rejected": ["renewal", ["reject", "lapse"]],
  "subscription.plan-changed": ["plan-change", ["approve"]],
  "subscription.plan-change-rejected": ["plan-change", ["reject", "lapse"]],
};

export const decisionNotices = (
  event: DomainEvent,
  { entry, asked, as }: Ended,
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
      asked,
      decision: as === "reject" ? "rejected" : "approved",
      by: decidedBy(entry),
      decidedAt: entry.at,
      status: subscription.status,
      machineApplied: asker.email === undefined,
      ...(entry.action === "add" ? { added: true as const } : {}),
      ...(entry.changed ? { changed: entry.changed } : {}),
      ...(entry.reason === undefined ? {} : { reason: entry.reason }),
      ...(subscription.expiresAt === undefined ? {} : { expiresAt: subscription.expiresAt }),
    },
  }));

const decidedBy = ({ actor: { kind } }: HistoryEntry): DecisionNotice["by"] =>
  kind === "rule" || kind === "service" ? kind : "provider";

interface LapseRecipients {
  applicants: readonly Recipient[];
  approvers?: readonly Recipient[];
  admins?: readonly Recipient[];
}

/** To the applicant and to the approvers; a person who is both gets the applicant's mail. */
export const lapseNotices = (
  event: DomainEvent,
  { entry, asked }: Ended,
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
      asked,
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
