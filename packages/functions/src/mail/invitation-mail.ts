import { isPerson } from "@latchkey/core/access/actor";
import type { InvitationNotice } from "@latchkey/core/notification/team-notice";
import { humanTime } from "./human-time.ts";
import type { MailContent } from "./mail-content.ts";
import { serviceIn, subject, teamIn } from "./subject.ts";

/**
 * To a person who may not know Latchkey, in fixed texts only: of the team and the service it shows only the slugs, which
 * cannot hold sentences or addresses.
 */
export const invitationMail = (notice: InvitationNotice, url: string): MailContent => {
  const { team, service, by, until } = notice;
  const asks = service === undefined ? toJoin(notice) : toDecide(team, service);
  return {
    subject: asks.subject,
    preview: asks.sentence,
    heading: asks.heading,
    opening: [asks.sentence, asks.meaning],
    facts: [
      { label: "Team", value: team },
      ...(service === undefined ? [] : [{ label: "Service", value: service }]),
      { label: "Invited by", value: by, isAddress: isPerson(by) },
      { label: "Open until", value: humanTime(until) },
    ],
    buttons: [
      { label: "Accept", href: `${url}#accept`, tone: "good" },
      { label: "Decline", href: `${url}#decline`, tone: "bad" },
    ],
    address: { label: "You accept or decline on this page. Opening it changes nothing:", href: url },
    closing: [
      "If you do not know who asks, decline, or do nothing: without an answer you get no other mails about it.",
      "The link is made for you. Anyone who has it can answer in your name, so please do not forward this mail.",
    ],
    why: `You get this mail because somebody in the team ${team} has named your address.`,
  };
};

const toJoin = ({ team, role = "member" }: InvitationNotice) => ({
  subject: subject`Invitation to the team ${teamIn(team)}`,
  heading: "You are invited to a team",
  sentence: `You are asked to join the team ${team} as ${role === "owner" ? "an owner" : `a ${role}`}.`,
  meaning: "When you accept, you can manage what the team has on this platform, signed in with this address.",
});

const toDecide = (team: string, service: string) => ({
  subject: subject`Invitation to decide for the service ${serviceIn(service)}`,
  heading: "You are asked to decide on applications",
  sentence: `The team ${team} asks you to decide on applications for its service ${service}.`,
  meaning:
    "When you accept, each application is brought to you by a mail with a link. You need no account for it.",
});
