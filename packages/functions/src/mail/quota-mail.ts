import type { QuotaNotice } from "@latchkey/core/notification/notification";
import { type Addresses, portalAddress } from "./about-facts.ts";
import { humanTime } from "./human-time.ts";
import type { MailContent } from "./mail-content.ts";
import { consumerIn, subject } from "./subject.ts";

/** To the owners of a consumer's team, when most or all of a quota is used. */
export const quotaMail = (notice: QuotaNotice, addresses: Addresses): MailContent => {
  const { of, fact, at, used, consumer, service } = notice;
  const exceeded = fact === "exceeded";
  const ofSubject = of === "budget" ? subject`budget` : subject`quota`;
  const sentence = exceeded
    ? `The consumer ${consumer.name} has used up a ${of}. Its further calls are refused until the next period.`
    : `The consumer ${consumer.name} has used most of a ${of}.`;
  return {
    subject: subject`${exceeded ? subject`Used up` : subject`Nearly used up`}: a ${ofSubject} of ${consumerIn(consumer.name)}`,
    preview: sentence,
    heading: exceeded ? `A ${of} is used up` : `A ${of} is nearly used up`,
    opening: [sentence, used],
    facts: [
      { label: "Consumer", value: consumer.name },
      { label: "Team", value: consumer.team },
      ...(service === undefined ? [] : [{ label: "Service", value: service }]),
      { label: "At", value: humanTime(at) },
    ],
    ...portalAddress(addresses, `/consumers/${consumer.id}`, "In the portal:"),
    closing: [
      service === undefined
        ? `What to do next: change the consumer's ${of}, or wait for the next period.`
        : "What to do next: ask for another plan, or wait for the next period.",
    ],
    why: `You get this mail because you own the team ${consumer.team}.`,
  };
};
