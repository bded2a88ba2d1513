import type { DeprecationNotice } from "@latchkey/core/notification/deprecation-notice";
import { type Addresses, portalAddress } from "./about-facts.ts";
import { humanTime } from "./human-time.ts";
import type { MailContent } from "./mail-content.ts";
import { serviceIn, subject } from "./subject.ts";
import { inDays } from "./subscription-mail.ts";

/** To the owners of a team with a subscription: its service ends, or does not end after all. */
export const deprecationMail = (notice: DeprecationNotice, addresses: Addresses): MailContent => {
  const { deprecation, at, service, ofTeam } = notice;
  const facts = [
    { label: "Service", value: `${service.name} (${service.slug})` },
    { label: "Provided by", value: service.team },
    { label: "Your team", value: ofTeam },
  ];
  const rest = {
    ...portalAddress(addresses, `/catalog/${service.slug}`, "The service in the portal:"),
    why: `You get this mail because you own the team ${ofTeam}, which has a subscription to the service.`,
  };
  if (!deprecation)
    return {
      subject: subject`No longer ends: ${serviceIn(service.slug)}`,
      preview: `The service ${service.name} does not end after all.`,
      heading: "A service does not end after all",
      opening: [`The service ${service.name} was deprecated. Its team has taken that back: it has no end.`],
      facts,
      closing: [],
      ...rest,
    };
  const { at: since, sunsetAt, successor, message } = deprecation;
  const left = Date.parse(sunsetAt) - Date.parse(at);
  return {
    subject:
      left > 0
        ? subject`Ends ${inDays(left)}: ${serviceIn(service.slug)}`
        : subject`Ended: ${serviceIn(service.slug)}`,
    preview: `The service ${service.name} is deprecated and ends.`,
    heading: "A service that you use ends",
    opening: [
      `The service ${service.name} is deprecated. From its end on its calls are refused, whatever subscription there is.`,
    ],
    facts: [
      ...facts,
      { label: "Deprecated since", value: humanTime(since) },
      { label: "Ends on", value: humanTime(sunsetAt) },
      ...(successor === undefined ? [] : [{ label: "Its successor", value: successor }]),
    ],
    ...(message === undefined ? {} : { quote: { label: "What its team says", text: message } }),
    closing: [
      successor === undefined
        ? "What to do next: plan without the service, or ask its team."
        : "What to do next: apply for the successor, and move your calls there before the end.",
    ],
    ...rest,
  };
};
