import type { ApplicationNotice } from "@latchkey/core/notification/notification";
import { humanTime } from "./human-time.ts";
import type { MailContent } from "./mail-content.ts";

/** To an approver: who asks for what, and why. `url` is this approver's own link. */
export const applicationMail = (notice: ApplicationNotice, url: string): MailContent => {
  const { consumer, service, plan, scopes, reason } = notice;
  const sentence = `${consumer.name} of the team ${consumer.team} asks to use ${service.name}`;
  return {
    subject: `Please decide: ${consumer.name} (${consumer.team}) asks for ${service.name}`,
    preview: `${sentence}. Approve or reject it from this mail.`,
    heading: "An application is waiting for you",
    opening: [`The consumer ${sentence}.`],
    facts: [
      { label: "Service", value: `${service.name} (${service.slug})` },
      { label: "Consumer", value: consumer.name },
      { label: "Team", value: consumer.team },
      { label: "Asked by", value: notice.applicant, isAddress: notice.applicant.includes("@") },
      ...(plan === undefined ? [] : [{ label: "Plan", value: plan }]),
      ...(scopes.length === 0 ? [] : [{ label: "Scopes", value: scopes.join(", ") }]),
      { label: "Asked on", value: humanTime(notice.appliedAt) },
    ],
    quote: { label: "Reason given by the applicant", text: reason ?? "" },
    buttons: [
      { label: "Approve", href: `${url}#approve`, tone: "good" },
      { label: "Reject", href: `${url}#reject`, tone: "bad" },
    ],
    address: { label: "You approve or reject on this page. Opening it decides nothing:", href: url },
    closing: [
      `The link is made for you and works until ${humanTime(notice.link.expires * 1000)}. Whoever has it can decide in your name, so please do not forward this mail.`,
    ],
    why: `You get this mail because you decide on applications for the service ${service.slug}.`,
  };
};
