import type { DecisionNotice } from "@latchkey/core/notification/notification";
import { type Addresses, CALLED, subscriptionFacts, subscriptionPage, whyOutcome } from "./about-facts.ts";
import { changedLines } from "./changed-lines.ts";
import { humanTime } from "./human-time.ts";
import type { MailContent } from "./mail-content.ts";
import { consumerIn, type Subject, serviceIn, subject } from "./subject.ts";

/** To the applicant: the decision, its reason, and the next step. */
export const decisionMail = (notice: DecisionNotice, addresses: Addresses): MailContent => {
  const { consumer, service, reason, decision, asked, changed } = notice;
  const approved = decision === "approved";
  return {
    subject: subjectOf(notice),
    preview: approved
      ? `${consumer.name} can call ${service.name} now.`
      : `The ${CALLED[asked]} was rejected.`,
    heading: notice.added ? "A subscription was added" : `The ${CALLED[asked]} was ${decision}`,
    opening: [
      notice.added
        ? `The provider of ${service.name} has given the consumer ${consumer.name} a subscription that nobody applied for. Whoever does not want it can cancel it.`
        : `The ${CALLED[asked]} of the consumer ${consumer.name} for ${service.name} was ${decision} ${DECIDED_BY[notice.by]}.`,
      ...(changed ? ["It was approved otherwise than it was asked: see what has changed below."] : []),
    ],
    facts: [
      ...subscriptionFacts(notice),
      ...(changed ? [{ label: "Changed", value: changedLines(changed).join("; ") }] : []),
      { label: "Decided on", value: humanTime(notice.decidedAt) },
      ...(notice.expiresAt !== undefined && (approved || asked !== "subscription")
        ? [{ label: "Runs until", value: humanTime(notice.expiresAt) }]
        : []),
    ],
    ...(reason === undefined ? {} : { quote: { label: "Reason given with the decision", text: reason } }),
    ...subscriptionPage(addresses, notice),
    ...(approved ? endpointOf(notice, addresses.gatewayUrl) : {}),
    closing: [approved ? afterApproval(notice) : afterRejection(notice)],
    why: notice.added
      ? `You get this mail because you own the team ${consumer.team}.`
      : whyOutcome(notice, asked, notice.machineApplied),
  };
};

const subjectOf = ({ asked, decision, ...of }: DecisionNotice): Subject => {
  const approved = decision === "approved";
  const start = approved ? subject`Approved` : subject`Rejected`;
  const [consumer, service] = [consumerIn(of.consumer.name), serviceIn(of.service.slug)];
  if (asked === "renewal") return subject`${start}: the renewal of ${service} for ${consumer}`;
  if (asked === "plan-change") return subject`${start}: another plan of ${service} for ${consumer}`;
  return subject`${start}: ${consumer} ${approved ? subject`may` : subject`may not`} use ${service}`;
};

const DECIDED_BY: Record<DecisionNotice["by"], string> = {
  provider: "by its provider",
  rule: "by a rule of the service",
  service: "at once, as the service does with every application",
};

const endpointOf = (
  { service, status, asked }: DecisionNotice,
  gatewayUrl: string,
): Pick<MailContent, "endpoint"> =>
  status === "active" && asked === "subscription" && gatewayUrl !== ""
    ? { endpoint: { label: "The service is called at:", href: `${gatewayUrl}/${service.slug}/` } }
    : {};

const afterApproval = ({ consumer, status, asked }: DecisionNotice): string => {
  if (status !== "active") return `Since then the subscription has become ${status}.`;
  if (asked !== "subscription") return "There is nothing to do: calls go on with the same credentials.";
  return `What to do next: call the service with one of the credentials of ${consumer.name}. Nothing else is needed.`;
};

const afterRejection = ({ asked, status }: DecisionNotice): string => {
  if (asked === "subscription")
    return "What to do next: if the reason can be helped, apply again and say what has changed. Calls to the service stay refused until an application is approved.";
  if (asked === "plan-change" && status === "active") return "Calls go on under the present plan.";
  return status === "active"
    ? "Calls are let through until the subscription ends. You can ask again."
    : `The subscription is ${status}, so its calls are refused.`;
};
