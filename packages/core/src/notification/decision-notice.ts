import type { DomainEvent } from "../event/event.ts";
import type { Service } from "../service/service.ts";
import type { HistoryEntry, Subscription } from "../subscription/subscription.ts";
import { type DecisionNotice, type Notification, notificationKey } from "./notification.ts";
import { planTitle } from "./plan-title.ts";

/** A subscriber that its provider has added was decided on without being asked for. */
const ACTIONS: Record<DecisionNotice["decision"], readonly string[]> = {
  approved: ["approve", "add"],
  rejected: ["reject"],
};

/** The outcome of an application, to each recipient. None when the history does not tell of such a decision. */
export const decisionNotices = (
  event: DomainEvent,
  decision: DecisionNotice["decision"],
  subscription: Subscription,
  service: Service,
  recipients: readonly string[],
): Notification[] => {
  const entry = subscription.history.find(({ action }) => ACTIONS[decision].includes(action));
  if (!entry) return [];
  const plan = planTitle(service, subscription.plan);
  return recipients.map((to) => ({
    kind: "decision",
    to,
    key: notificationKey(event, "decision", to),
    data: {
      service: { slug: service.slug, name: service.name, team: service.team },
      consumer: { name: subscription.consumerName, team: subscription.consumerTeam },
      decision,
      by: decidedBy(entry),
      decidedAt: entry.at,
      status: subscription.status,
      machineApplied: subscription.applicant.email === undefined,
      ...(entry.action === "add" ? { added: true as const } : {}),
      ...(plan === undefined ? {} : { plan }),
      ...(entry.reason === undefined ? {} : { reason: entry.reason }),
      ...(subscription.expiresAt === undefined ? {} : { expiresAt: subscription.expiresAt }),
    },
  }));
};

const decidedBy = ({ actor }: HistoryEntry): DecisionNotice["by"] => {
  if (actor.startsWith("rule:")) return "rule";
  return actor === "service" ? "service" : "provider";
};
