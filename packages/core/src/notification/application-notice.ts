import type { DomainEvent } from "../event/event.ts";
import type { Service } from "../service/service.ts";
import type { Subscription } from "../subscription/subscription.ts";
import { type Notification, notificationKey } from "./notification.ts";
import { planTitle } from "./plan-title.ts";

const DAY_SECONDS = 86_400;

/**
 * One mail, with a link of its own, for each approver of an application. None when it has been decided in the
 * meantime: the event was repeated, or came late.
 */
export const applicationNotices = (
  event: DomainEvent,
  subscription: Subscription,
  service: Service,
  approvers: readonly string[],
  lapseDays: number,
): Notification[] => {
  // `subscription.requested` is about the first application; later ones have events of their own.
  if (subscription.status !== "pending" || subscription.application !== 1) return [];
  const plan = planTitle(service, subscription.plan);
  const expires = Math.floor(Date.parse(subscription.appliedAt) / 1000) + lapseDays * DAY_SECONDS;
  return approvers.map((approver) => ({
    kind: "application",
    to: approver,
    key: notificationKey(event, "application", approver),
    data: {
      service: { slug: service.slug, name: service.name, team: service.team },
      consumer: { name: subscription.consumerName, team: subscription.consumerTeam },
      applicant: subscription.applicant.email ?? subscription.applicant.id,
      scopes: subscription.scopes ?? [],
      appliedAt: subscription.appliedAt,
      ...(plan === undefined ? {} : { plan }),
      ...(subscription.reason === undefined ? {} : { reason: subscription.reason }),
      link: { subscription: subscription.id, application: subscription.application, approver, expires },
    },
  }));
};
