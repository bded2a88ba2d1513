import type { ApprovalLink } from "../approval/approval-link.ts";
import type { OpenApplication } from "../approval/open-application.ts";
import { isoTime } from "../clock.ts";
import type { Delegate } from "../delegation/standing-delegation.ts";
import { DAY } from "../due/timing.ts";
import type { DomainEvent } from "../event/event.ts";
import type { Recipient } from "../mail/recipient.ts";
import { isForAdmins } from "../service/approvers.ts";
import type { Service } from "../service/service.ts";
import { neededApprovals } from "../subscription/approvals.ts";
import type { Approval } from "../subscription/approved.ts";
import { askerOf } from "../subscription/asker.ts";
import { shownAnswers } from "../subscription/shown-answers.ts";
import type { Subscription } from "../subscription/subscription.ts";
import { aboutSubscription } from "./about-subscription.ts";
import { type ApplicationNotice, type Notification, notificationKey } from "./notification.ts";
import { planTitle } from "./plan-title.ts";

interface Application {
  event: DomainEvent;
  subscription: Subscription;
  service: Service;
  open: OpenApplication;
  urgency: ApplicationNotice["urgency"];
  approvers: readonly Recipient[];
  delegates: readonly Delegate[];
  lapseDays: number;
  /** Those that count now. */
  approvals: readonly Approval[];
}

/**
 * One mail for each recipient; each approver's has a link of its own, which works until the application lapses, and each
 * delegate's one that ends with its time, too.
 */
export const applicationNotices = (told: Application, recipients: readonly Recipient[]): Notification[] =>
  [...new Set([...recipients, ...told.delegates.map(({ to }) => to)])].map((to) => ({
    kind: "application",
    to,
    key: notificationKey(told.event, "application", to),
    data: noticeTo(to, told),
  }));

const noticeTo = (approver: Recipient, told: Application): ApplicationNotice => {
  const { subscription, open, approvers, delegates } = told;
  const facts = applicationFacts(told);
  const expires = Math.floor(Date.parse(facts.decideUntil) / 1000);
  const link = { subscription: subscription.id, application: open.application, approver, expires };
  const delegate = delegates.find(({ to }) => to === approver);
  return {
    ...facts,
    ...(approvers.includes(approver) ? { link } : delegate ? asDelegate(link, delegate) : {}),
  };
};

/** What is told of an application, to every recipient. */
export const applicationFacts = ({
  subscription,
  service,
  open,
  urgency,
  lapseDays,
  approvals,
}: Omit<Application, "event" | "approvers" | "delegates">): Omit<ApplicationNotice, "link" | "inPlaceOf"> => {
  const { asked, application, askedAt, reason } = open;
  const needed = neededApprovals(service);
  const asker = askerOf(subscription, application);
  const decideUntil = Date.parse(askedAt) + lapseDays * DAY;
  const newPlan = asked === "plan-change" ? planTitle(service, open.plan) : undefined;
  return {
    ...aboutSubscription(subscription, service),
    asked,
    urgency,
    applicant: asker.email ?? asker.id,
    ...(asker.role ? { role: asker.role } : {}),
    scopes: subscription.scopes ?? [],
    askedAt,
    decideUntil: isoTime(decideUntil),
    ...(newPlan === undefined ? {} : { newPlan }),
    ...(reason === undefined ? {} : { reason }),
    ...(needed > 1 ? { approvals: { needed, by: approvals.map(({ by }) => by) } } : {}),
    ...(asked === "subscription" ? answeredIn(subscription) : {}),
    ...(isForAdmins(service) ? { forAdmins: true as const } : {}),
  };
};

const asDelegate = (
  link: ApprovalLink,
  { to, approver, until }: Delegate,
): Pick<ApplicationNotice, "link" | "inPlaceOf"> => ({
  link: {
    ...link,
    approver,
    delegate: to,
    expires: Math.min(link.expires, Math.floor(Date.parse(until) / 1000)),
  },
  inPlaceOf: { approver, until },
});

const answeredIn = (subscription: Subscription): Pick<ApplicationNotice, "answers" | "termsVersion"> => {
  const { termsVersion } = subscription;
  const answers = shownAnswers(subscription);
  return {
    ...(answers.length > 0 ? { answers } : {}),
    ...(termsVersion === undefined ? {} : { termsVersion }),
  };
};
