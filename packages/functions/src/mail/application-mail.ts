import { isPerson } from "@latchkey/core/access/actor";
import type { ApplicationNotice } from "@latchkey/core/notification/notification";
import type { ApplicationKind } from "@latchkey/core/subscription/history-action";
import { type Addresses, CALLED, subscriptionFacts, subscriptionPage } from "./about-facts.ts";
import { roleOfApplicant } from "./applicant-role.ts";
import { decidingSignedIn, managementScopes, signedInOnly, WHY_ADMIN } from "./for-admins.ts";
import { humanTime } from "./human-time.ts";
import type { Fact, MailContent } from "./mail-content.ts";
import { consumerIn, type Subject, serviceIn, subject, teamIn } from "./subject.ts";

/**
 * To an approver: who applies for what, and why. `url` is this approver's own link; an owner or an admin without one is led
 * to the portal.
 */
export const applicationMail = (
  notice: ApplicationNotice,
  url: string | undefined,
  addresses: Addresses,
): MailContent => {
  const { consumer, service, asked, reason, newPlan, urgency, forAdmins } = notice;
  const sentence = `The consumer ${consumer.name} of the team ${consumer.team} ${ASKS[asked]} ${service.name}.`;
  return {
    subject: subject`${SUBJECTS[urgency]}: ${consumerIn(consumer.name)} (${teamIn(consumer.team)}) ${SHORT[asked]} ${serviceIn(service.slug)}`,
    preview: `${sentence} ${url === undefined ? "Nobody has decided." : "Approve or reject it from this mail."}`,
    heading: HEADINGS[urgency](CALLED[asked], asked, forAdmins ? "an admin" : "you"),
    opening: [sentence, ...inPlace(notice), ...waiting(notice)],
    facts: [
      ...subscriptionFacts(notice),
      ...(newPlan === undefined ? [] : [{ label: "New plan", value: newPlan }]),
      { label: "Asked by", value: notice.applicant, isAddress: isPerson(notice.applicant) },
      ...roleFacts(notice),
      ...scopeFacts(notice),
      ...(notice.termsVersion === undefined ? [] : [{ label: "Terms", value: notice.termsVersion }]),
      ...approvalFacts(notice),
      { label: "Asked on", value: humanTime(notice.askedAt) },
      { label: "Lapses on", value: humanTime(notice.decideUntil) },
    ],
    ...(notice.answers ? { answers: notice.answers } : {}),
    quote: { label: "Reason given by the applicant", text: reason ?? "" },
    ...whereToDecide(notice, url, addresses),
    why: whyOf(notice),
  };
};

/** For an application for much access, the approver sees the applicant's role in the team. */
const roleFacts = ({ role, consumer }: ApplicationNotice): Fact[] =>
  role === undefined ? [] : [{ label: "Their role", value: roleOfApplicant(role, consumer.team) }];

const scopeFacts = ({ scopes, forAdmins }: ApplicationNotice): Fact[] => {
  if (forAdmins) return [managementScopes(scopes)];
  return scopes.length === 0 ? [] : [{ label: "Scopes", value: scopes.join(", ") }];
};

/** Who of several has approved already. */
const approvalFacts = ({ approvals }: ApplicationNotice): Fact[] => {
  if (!approvals) return [];
  const { needed, by } = approvals;
  return [
    { label: "Approvals", value: `${by.length} of ${needed}${by.length > 0 ? `: ${by.join(", ")}` : ""}` },
  ];
};

const whereToDecide = (
  notice: ApplicationNotice,
  url: string | undefined,
  addresses: Addresses,
): Pick<MailContent, "buttons" | "address" | "closing"> => {
  if (notice.forAdmins) return { ...decidingSignedIn(addresses), closing: [signedInOnly(addresses, notice)] };
  return url === undefined
    ? { ...subscriptionPage(addresses, notice), closing: [WITHOUT_LINK] }
    : { ...decidingBy(url), closing: [withLink(notice)] };
};

/** The approver is an address that its issuer has verified. */
const inPlace = ({ inPlaceOf }: ApplicationNotice): string[] =>
  inPlaceOf === undefined
    ? []
    : [
        `You are asked in place of ${inPlaceOf.approver}, until ${humanTime(inPlaceOf.until)}. Both of you may decide.`,
      ];

const whyOf = ({ urgency, service, forAdmins, inPlaceOf }: ApplicationNotice): string => {
  if (forAdmins) return WHY_ADMIN;
  if (inPlaceOf)
    return `You get this mail because ${inPlaceOf.approver}, who decides on applications for the service ${service.slug}, has named you as delegate.`;
  return urgency === "escalation"
    ? `You get this mail because you own the team ${service.team}, whose service ${service.slug} it is.`
    : `You get this mail because you decide on applications for the service ${service.slug}.`;
};

const SUBJECTS = {
  new: subject`Please decide`,
  reminder: subject`Reminder, please decide`,
  escalation: subject`Still undecided`,
};
const ASKS: Record<ApplicationKind, string> = {
  subscription: "asks to use",
  renewal: "asks to renew its subscription to",
  "plan-change": "asks for another plan of",
};
const SHORT: Record<ApplicationKind, Subject> = {
  subscription: subject`asks for`,
  renewal: subject`asks to renew`,
  "plan-change": subject`asks for another plan of`,
};

const HEADINGS: Record<
  ApplicationNotice["urgency"],
  (called: string, asked: ApplicationKind, who: "you" | "an admin") => string
> = {
  new: (called, asked, who) => `${asked === "subscription" ? "An" : "A"} ${called} is waiting for ${who}`,
  reminder: (called, _asked, who) => `The ${called} is still waiting for ${who}`,
  escalation: (called) => `Nobody has decided on this ${called}`,
};

const waiting = ({ urgency, decideUntil, asked }: ApplicationNotice): string[] => {
  if (urgency === "new") return [];
  const lapse = `It lapses on ${humanTime(decideUntil)} when nobody decides.`;
  return urgency === "reminder"
    ? [lapse]
    : [`Those who decide on it were asked and reminded, and have not answered. ${lapse}`, STANDING[asked]];
};

const STANDING: Record<ApplicationKind, string> = {
  subscription: "Until then its calls are refused.",
  renewal: "Its calls are let through until the subscription ends.",
  "plan-change": "Its calls go on under the present plan.",
};

const decidingBy = (url: string): Pick<MailContent, "buttons" | "address"> => ({
  buttons: [
    { label: "Approve", href: `${url}#approve`, tone: "good" },
    { label: "Reject", href: `${url}#reject`, tone: "bad" },
  ],
  address: { label: "You approve or reject on this page. Opening it decides nothing:", href: url },
});

const withLink = ({ decideUntil, link }: ApplicationNotice): string =>
  `The link is made for you and works until ${humanTime(link ? link.expires * 1000 : decideUntil)}. Anyone who has it can decide in your name, so please do not forward this mail.`;

const WITHOUT_LINK =
  "As an owner you can decide yourself when signed in, or name somebody else as approver of the service.";
