import type { LapseNotice } from "@latchkey/core/notification/notification";
import { type Addresses, CALLED, subscriptionFacts, subscriptionPage, whyOutcome } from "./about-facts.ts";
import { WHY_ADMIN } from "./for-admins.ts";
import { humanTime } from "./human-time.ts";
import type { MailContent } from "./mail-content.ts";
import { consumerIn, type Subject, serviceIn, subject } from "./subject.ts";

/** No approver decided in time. */
export const lapseMail = (notice: LapseNotice, addresses: Addresses): MailContent => {
  const { consumer, service, asked, recipient } = notice;
  const called = CALLED[asked];
  const toApplicant = recipient === "applicant";
  return {
    subject: subject`Lapsed: the ${CALLED_IN_SUBJECT[asked]} of ${consumerIn(consumer.name)} for ${serviceIn(service.slug)}`,
    preview: `Nobody decided on the ${called} in time.`,
    heading: `The ${called} has lapsed`,
    opening: [
      `Nobody decided on the ${called} of the consumer ${consumer.name} for ${service.name} in time, so it is over.`,
    ],
    facts: [...subscriptionFacts(notice), { label: "Lapsed on", value: humanTime(notice.lapsedAt) }],
    ...(toApplicant ? subscriptionPage(addresses, notice) : {}),
    closing: CLOSINGS[recipient](asked),
    why: WHY[recipient](notice),
  };
};

const CALLED_IN_SUBJECT: Record<LapseNotice["asked"], Subject> = {
  subscription: subject`application`,
  renewal: subject`renewal`,
  "plan-change": subject`change of plan`,
};

const CLOSINGS: Record<LapseNotice["recipient"], (asked: LapseNotice["asked"]) => string[]> = {
  applicant: (asked) => [NEXT[asked]],
  approver: () => ["The link that you were sent decides nothing any more."],
  admin: () => [],
};

const WHY: Record<LapseNotice["recipient"], (notice: LapseNotice) => string> = {
  applicant: (notice) => whyOutcome(notice, notice.asked, notice.machineApplied),
  approver: ({ service }) =>
    `You get this mail because you decide on applications for the service ${service.slug}.`,
  admin: () => WHY_ADMIN,
};

const NEXT: Record<LapseNotice["asked"], string> = {
  subscription: "What to do next: apply again, or ask the service's team directly.",
  renewal: "What to do next: ask for the renewal again, or ask the service's team directly.",
  "plan-change": "The subscription goes on under its present plan. You can ask again.",
};
