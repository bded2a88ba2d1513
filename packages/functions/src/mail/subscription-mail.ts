import type { SubscriptionNotice } from "@latchkey/core/notification/notification";
import { type Addresses, subscriptionFacts, subscriptionPage } from "./about-facts.ts";
import { humanTime } from "./human-time.ts";
import type { MailContent } from "./mail-content.ts";
import { consumerIn, type Subject, serviceIn, subject } from "./subject.ts";

/** To the owners of the consumer's team: something has happened to a subscription, or soon will. */
export const subscriptionMail = (notice: SubscriptionNotice, addresses: Addresses): MailContent => {
  const { consumer, service, fact, at, expiresAt, reason } = notice;
  const what = `The subscription of the consumer ${consumer.name} to ${service.name}`;
  return {
    subject: subject`${SUBJECTS[fact](notice)}: ${consumerIn(consumer.name)} and ${serviceIn(service.slug)}`,
    preview: `${what} ${SENTENCES[fact]}`,
    heading: HEADINGS[fact],
    opening: [`${what} ${SENTENCES[fact]}`],
    facts: [
      ...subscriptionFacts(notice),
      ...(fact === "expiring" || fact === "expired" ? [] : [{ label: "Since", value: humanTime(at) }]),
      ...(expiresAt === undefined
        ? []
        : [{ label: ENDS[fact] ?? "Runs until", value: humanTime(expiresAt) }]),
    ],
    ...(reason === undefined ? {} : { quote: { label: "Reason given", text: reason } }),
    ...subscriptionPage(addresses, notice),
    closing: next(notice),
    why: `You get this mail because you own the team ${consumer.team}.`,
  };
};

type Fact = SubscriptionNotice["fact"];

const SUBJECTS: Record<Fact, (notice: SubscriptionNotice) => Subject> = {
  expiring: ({ at, expiresAt = at }) => subject`Ends ${inDays(Date.parse(expiresAt) - Date.parse(at))}`,
  expired: () => subject`Ended`,
  suspended: () => subject`Suspended`,
  resumed: () => subject`Resumed`,
  revoked: () => subject`Revoked`,
};

/** Rounded, since the announcement is made by a job: `in 7 days`. */
export const inDays = (milliseconds: number): Subject => {
  const days = Math.max(1, Math.round(milliseconds / 86_400_000));
  return days === 1 ? subject`in 1 day` : subject`in ${days} days`;
};

const HEADINGS: Record<Fact, string> = {
  expiring: "A subscription ends soon",
  expired: "A subscription has ended",
  suspended: "A subscription was suspended",
  resumed: "A subscription was resumed",
  revoked: "A subscription was revoked",
};

const SENTENCES: Record<Fact, string> = {
  expiring: "ends soon. From its end on its calls are refused.",
  expired: "has ended. Its calls are refused.",
  suspended: "was suspended by its provider. Its calls are refused until it is resumed.",
  resumed: "was resumed by its provider. Its calls are let through again.",
  revoked: "was revoked by its provider. Its calls are refused.",
};

const ENDS: Partial<Record<Fact, string>> = { expiring: "Ends on", expired: "Ended on" };

const next = ({ fact, status, renewalAsked }: SubscriptionNotice): string[] => {
  if (fact === "expiring" || fact === "expired") {
    if (fact === "expired" && status !== "expired")
      return [`Since then the subscription has become ${status}.`];
    return [
      renewalAsked
        ? "A renewal was asked for, and waits for a decision."
        : "What to do next: ask for a renewal. It is decided like an application.",
    ];
  }
  const told = { suspended: "suspended", resumed: "active", revoked: "revoked" }[fact];
  if (status !== told) return [`Since then the subscription has become ${status}.`];
  return fact === "resumed" ? [] : ["What to do next: ask the service's team, if the reason is not plain."];
};
