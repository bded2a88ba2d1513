import type { DecisionNotice } from "@latchkey/core/notification/notification";
import { humanTime } from "./human-time.ts";
import type { MailContent } from "./mail-content.ts";

/** To the applicant: what was decided, why, and what to do next. */
export const decisionMail = (
  notice: DecisionNotice,
  addresses: { gatewayUrl: string; portalUrl: string },
): MailContent => {
  const { consumer, service, plan, reason, decision } = notice;
  const approved = decision === "approved";
  return {
    subject: approved
      ? `Approved: ${consumer.name} may use ${service.name}`
      : `Rejected: ${consumer.name} may not use ${service.name}`,
    preview: approved ? `${consumer.name} can call ${service.name} now.` : `The application was rejected.`,
    heading: notice.added
      ? "A subscription was added"
      : approved
        ? "The application was approved"
        : "The application was rejected",
    opening: [
      notice.added
        ? `The provider of ${service.name} has given the consumer ${consumer.name} a subscription that nobody applied for. Whoever does not want it can cancel it.`
        : `The application of the consumer ${consumer.name} for ${service.name} was ${decision} ${DECIDED_BY[notice.by]}.`,
    ],
    facts: [
      { label: "Service", value: `${service.name} (${service.slug})` },
      { label: "Consumer", value: consumer.name },
      { label: "Team", value: consumer.team },
      ...(plan === undefined ? [] : [{ label: "Plan", value: plan }]),
      { label: "Decided on", value: humanTime(notice.decidedAt) },
      ...(approved && notice.expiresAt !== undefined
        ? [{ label: "Runs until", value: humanTime(notice.expiresAt) }]
        : []),
    ],
    ...(reason === undefined ? {} : { quote: { label: "Reason given with the decision", text: reason } }),
    closing: approved ? afterApproval(notice, addresses.gatewayUrl) : AFTER_REJECTION,
    why: notice.added
      ? `You get this mail because you own the team ${consumer.team}.`
      : notice.machineApplied
        ? `You get this mail because you own the team ${consumer.team}, and a program of it applied.`
        : "You get this mail because you applied.",
  };
};

const DECIDED_BY: Record<DecisionNotice["by"], string> = {
  provider: "by its provider",
  rule: "by a rule of the service",
  service: "at once, as the service does with every application",
};

const afterApproval = (notice: DecisionNotice, gatewayUrl: string): string[] => {
  const { consumer, service, status } = notice;
  if (status !== "active") return [`Since then the subscription has become ${status}.`];
  const where = gatewayUrl === "" ? "" : `, at ${gatewayUrl}/${service.slug}/`;
  return [
    `What to do next: call the service with one of the credentials of ${consumer.name}${where}. Nothing else is needed.`,
  ];
};

const AFTER_REJECTION = [
  "What to do next: if the reason can be helped, apply again and say what has changed. Calls to the service stay refused until an application is approved.",
];
