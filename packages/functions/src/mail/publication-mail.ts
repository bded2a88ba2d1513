import { isPerson } from "@latchkey/core/access/actor";
import type { PublicationNotice } from "@latchkey/core/notification/notification";
import { type Addresses, portalAddress } from "./about-facts.ts";
import { humanTime } from "./human-time.ts";
import type { Fact, MailContent } from "./mail-content.ts";
import { serviceIn, subject, teamIn } from "./subject.ts";

/** To admins, with a link of each one's own, and to the owners of the service's team once it was decided. */
export const publicationMail = (
  notice: PublicationNotice,
  url: string | undefined,
  addresses: Addresses,
): MailContent => (url === undefined ? decided(notice, addresses) : requested(notice, url));

const factsOf = ({ service, leadsTo }: PublicationNotice): Fact[] => [
  { label: "Service", value: `${service.name} (${service.slug})` },
  { label: "Team", value: service.team },
  { label: "Calls go to", value: leadsTo },
];

const requested = (notice: PublicationNotice, url: string): MailContent => {
  const { service, summary, actor = "", at, decideUntil = at } = notice;
  const sentence = `The team ${service.team} wants to show its service ${service.slug} to other teams.`;
  return {
    subject: subject`Please decide: ${teamIn(service.team)} publishes ${serviceIn(service.slug)}`,
    preview: `${sentence} Approve or reject it from this mail.`,
    heading: "A service is waiting for an admin",
    opening: [sentence, "Until an admin agrees, only its own team sees and uses it."],
    facts: [
      ...factsOf(notice),
      { label: "Asked by", value: actor, isAddress: isPerson(actor) },
      { label: "Asked on", value: humanTime(at) },
    ],
    quote: { label: "Summary", text: summary ?? "" },
    buttons: [
      { label: "Approve", href: `${url}#approve`, tone: "good" },
      { label: "Reject", href: `${url}#reject`, tone: "bad" },
    ],
    address: { label: "You approve or reject on this page. Opening it decides nothing:", href: url },
    closing: [
      `The link is made for you and works until ${humanTime(decideUntil)}. Anybody who has it can decide in your name, so please do not forward this mail.`,
    ],
    why: "You get this mail because you are an admin of the platform or, where no admin is named, an owner of the team latchkey.",
  };
};

const decided = (notice: PublicationNotice, addresses: Addresses): MailContent => {
  const { service, fact, at, reason } = notice;
  const approved = fact === "approved";
  const sentence = approved
    ? `An admin has agreed: other teams see the service ${service.slug} in the catalogue and may apply for it.`
    : `An admin has not agreed: other teams do not see the service ${service.slug} and cannot apply for it.`;
  return {
    subject: approved
      ? subject`Approved: other teams see ${serviceIn(service.slug)}`
      : subject`Rejected: other teams do not see ${serviceIn(service.slug)}`,
    preview: sentence,
    heading: approved ? "Your service is shown to other teams" : "Your service is not shown to other teams",
    opening: [sentence],
    facts: [...factsOf(notice), { label: "Decided on", value: humanTime(at) }],
    ...(reason === undefined ? {} : { quote: { label: "Reason given with the decision", text: reason } }),
    ...portalAddress(addresses, `/services/${service.slug}`, "The service in the portal:"),
    closing: approved
      ? []
      : ["Your own team goes on using it. When you have changed it, publish it once more."],
    why: `You get this mail because you own the team ${service.team}.`,
  };
};
