import { waitingApplication } from "../approval/waiting-application.ts";
import { delegatesOf } from "../delegation/standing-delegation.ts";
import type { DomainEvent } from "../event/event.ts";
import type { Recipient } from "../mail/recipient.ts";
import { adminsOf, approversOf, isForAdmins, ownersOf } from "../service/approvers.ts";
import type { Service } from "../service/service.ts";
import { isApprovalOf, standingApprovals } from "../subscription/approvals.ts";
import type { Approval } from "../subscription/approved.ts";
import { askerOf } from "../subscription/asker.ts";
import { statusAt } from "../subscription/status-at.ts";
import type { Subscription } from "../subscription/subscription.ts";
import { type NamedService, namedService } from "./about-subscription.ts";
import { applicationNotices } from "./application-notice.ts";
import { decisionNotices, endedApplication, lapseNotices } from "./decision-notice.ts";
import type { ApplicationNotice, Notification } from "./notification.ts";
import type { NotificationReads } from "./notification-reads.ts";
import type { Notify, NotifyOf } from "./notify.ts";
import { outcomeRecipients } from "./recipients.ts";
import { subscriptionNotices } from "./subscription-notice.ts";

interface Facts {
  event: DomainEvent;
  /** As it is now, also where its end was not recorded yet. */
  subscription: Subscription;
  service: Service | undefined;
  named: NamedService;
  reads: NotificationReads;
}

/** Reads what the event is about; nothing is notified of a subscription that is not there. */
const withFacts =
  (notify: (facts: Facts) => Promise<Notification[]>): Notify =>
  async (event, reads) => {
    const { stores, now } = reads;
    const stored =
      event.subscription === undefined ? undefined : await stores.subscription(event.subscription);
    if (!stored) return [];
    const subscription = { ...stored, status: statusAt(stored, now) };
    const service = await stores.serviceById(subscription.serviceId);
    return notify({ event, subscription, service, named: namedService(service, subscription), reads });
  };

/** Only while it waits for a decision, and only of the application that the event was made for. */
const ofApplication = (urgency: ApplicationNotice["urgency"]) =>
  withFacts(async ({ event, subscription, service, reads }) => {
    const { stores, timing, admins } = reads;
    if (!service) return [];
    const open = await waitingApplication(stores, event, subscription, urgency === "new");
    if (!open) return [];
    const approvers = await approversOf(stores, service);
    const approvals = await standingApprovals({ stores, admins }, service, subscription.approvals);
    const recipients = isForAdmins(service)
      ? await adminsOf(stores, service, admins)
      : urgency === "escalation"
        ? await ownersOf(stores, service.team)
        : await stillAsked(stores, approvers, service.team, approvals);
    const delegates = await delegatesOf(
      reads,
      approvers.filter((each) => recipients.includes(each)),
      { approvers, asker: askerOf(subscription, open.application).email },
    );
    const stillAsking = delegates.filter(({ to }) => !approvals.some((each) => isApprovalOf(each, to)));
    const { lapseDays } = timing;
    return applicationNotices(
      {
        event,
        subscription,
        service,
        open,
        urgency,
        approvers,
        delegates: stillAsking,
        lapseDays,
        approvals,
      },
      recipients,
    );
  });

/** Those who have not answered; once every approver has, the owners, who may answer too. */
const stillAsked = async (
  stores: NotificationReads["stores"],
  approvers: readonly Recipient[],
  team: string,
  approvals: readonly Approval[],
): Promise<Recipient[]> => {
  const without = (people: readonly Recipient[]) =>
    people.filter((person) => !approvals.some((each) => isApprovalOf(each, person)));
  const left = without(approvers);
  return without(left.length > 0 ? await reachable(stores, left, team) : await ownersOf(stores, team));
};

/** When mails reach none of the approvers, the owners are notified: they can decide when signed in, or name others. */
const reachable = async (
  stores: NotificationReads["stores"],
  approvers: readonly Recipient[],
  team: string,
): Promise<readonly Recipient[]> => {
  const suppressed = await stores.suppressions(approvers);
  const isReached = (email: string) => !suppressed.some(({ address }) => address === email.toLowerCase());
  return approvers.some(isReached) ? approvers : ownersOf(stores, team);
};

const ofOutcome = withFacts(async ({ event, subscription, service, named, reads: { stores, admins } }) => {
  const ended = endedApplication(event, subscription);
  if (!ended) return [];
  const asker = askerOf(subscription, ended.entry.application ?? 1);
  const applicants = await outcomeRecipients(stores, asker, subscription.consumerTeam);
  if (ended.as !== "lapse") return decisionNotices(event, ended, subscription, named, asker, applicants);
  if (isForAdmins(named)) {
    const told = await adminsOf(stores, named, admins);
    return lapseNotices(event, ended, subscription, named, asker, { applicants, admins: told });
  }
  const approvers = service ? await approversOf(stores, service) : [];
  return lapseNotices(event, ended, subscription, named, asker, { applicants, approvers });
});

const ofFact = (fact: Parameters<typeof subscriptionNotices>[1]) =>
  withFacts(async ({ event, subscription, named, reads: { stores, timing } }) => {
    const owners = await ownersOf(stores, subscription.consumerTeam);
    return subscriptionNotices(event, fact, subscription, named, owners, timing);
  });

export const SUBSCRIPTION_NOTIFICATIONS: NotifyOf<"subscription"> = {
  "subscription.requested": ofApplication("new"),
  "subscription.renewal-requested": ofApplication("new"),
  "subscription.plan-change-requested": ofApplication("new"),
  "subscription.reminder": ofApplication("reminder"),
  "subscription.escalation": ofApplication("escalation"),
  "subscription.approved": ofOutcome,
  "subscription.rejected": ofOutcome,
  "subscription.lapsed": ofOutcome,
  "subscription.renewed": ofOutcome,
  "subscription.renewal-rejected": ofOutcome,
  "subscription.plan-changed": ofOutcome,
  "subscription.plan-change-rejected": ofOutcome,
  "subscription.expiring": ofFact("expiring"),
  "subscription.expired": ofFact("expired"),
  "subscription.suspended": ofFact("suspended"),
  "subscription.resumed": ofFact("resumed"),
  "subscription.revoked": ofFact("revoked"),
};
