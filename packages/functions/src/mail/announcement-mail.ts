import type { AnnouncementNotice } from "@latchkey/core/notification/announcement-notice";
import { type Addresses, portalAddress } from "./about-facts.ts";
import { humanTime } from "./human-time.ts";
import type { MailContent } from "./mail-content.ts";
import { serviceIn, subject } from "./subject.ts";

/** To an owner of a team with a subscription: what the service's team says, as a quotation. */
export const announcementMail = (
  { subject: about, text, at, service, ofTeam }: AnnouncementNotice,
  unsubscribe: string,
  addresses: Addresses,
): MailContent => ({
  subject: subject`Announcement: ${serviceIn(service.slug)}`,
  preview: `The team of the service ${service.name} announces something.`,
  heading: "An announcement of a service that you use",
  opening: [`The team ${service.team} announces to those who use its service ${service.name}:`],
  facts: [
    { label: "Subject", value: about },
    { label: "Service", value: `${service.name} (${service.slug})` },
    { label: "Your team", value: ofTeam },
    { label: "Announced on", value: humanTime(at) },
  ],
  quote: { label: "What its team says", text },
  closing: [],
  ...portalAddress(addresses, `/catalog/${service.slug}`, "The service in the portal:"),
  why: `You get this mail because you own the team ${ofTeam}, which has a subscription to the service.`,
  unsubscribe: { label: "To get no more announcements of this service:", href: unsubscribe },
});
