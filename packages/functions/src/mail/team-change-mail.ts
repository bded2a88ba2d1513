import { isPerson } from "@latchkey/core/access/actor";
import type { TeamChangeFact } from "@latchkey/core/notification/team-change-fact";
import type { TeamChangeNotice } from "@latchkey/core/notification/team-notice";
import { type Addresses, portalAddress } from "./about-facts.ts";
import { humanTime } from "./human-time.ts";
import type { MailContent } from "./mail-content.ts";
import { type Subject, subject, teamIn } from "./subject.ts";

/** To every owner of a team: a member joined or left, or its events or calls go to another destination. */
export const teamChangeMail = (notice: TeamChangeNotice, addresses: Addresses): MailContent => {
  const { fact, at, actor, team, member, role, service, origin } = notice;
  const { short, leads = "Address" } = TOLD[fact];
  const { heading, sentence, closing, why, isIn } = wordsOf(notice);
  return {
    subject: subject`${short}: team ${teamIn(team)}`,
    preview: sentence,
    heading,
    opening: [sentence],
    facts: [
      ...(member === undefined ? [] : [{ label: "Person", value: member }]),
      ...(role === undefined ? [] : [{ label: "Role", value: role }]),
      ...(service === undefined ? [] : [{ label: "Service", value: service }]),
      ...(origin === undefined ? [] : [{ label: leads, value: origin }]),
      { label: "By", value: actor, isAddress: isPerson(actor) },
      { label: "On", value: humanTime(at) },
      { label: "Team", value: team },
    ],
    ...(isIn ? portalAddress(addresses, `/teams/${team}`, "The team in the portal:") : {}),
    closing: [closing],
    why,
  };
};

interface Words {
  heading: string;
  sentence: string;
  closing: string;
  why: string;
  /** The recipient belongs to the team, so its page may be opened. */
  isIn: boolean;
}

const wordsOf = ({ fact, team, role, concernsRecipient }: TeamChangeNotice): Words => {
  const { heading } = TOLD[fact];
  const sentence = `${heading} in the team ${team}.`;
  if (!concernsRecipient)
    return {
      heading,
      sentence,
      closing: UNEXPECTED,
      why: `You get this mail because you own the team ${team}.`,
      isIn: true,
    };
  if (fact !== "member.added")
    return {
      heading,
      sentence,
      closing: CONCERNED,
      why: `You get this mail because your own place in the team ${team} was changed.`,
      isIn: false,
    };
  return {
    heading: "You were added to a team",
    sentence: `You belong to the team ${team} from now on, as ${role === "owner" ? "an owner" : `a ${role ?? "member"}`}.`,
    closing: CONCERNED,
    why: `You get this mail because an admin of the platform has added you to the team ${team}.`,
    isIn: true,
  };
};

const UNEXPECTED =
  "If your team did not mean this, undo it, and revoke the credentials of whoever did it. Every owner gets this mail.";
const CONCERNED = "If this is a mistake, ask an owner of the team, or those who run this platform.";

const TOLD: Record<TeamChangeFact, { short: Subject; heading: string; leads?: string }> = {
  "member.invited": { short: subject`Invited`, heading: "Somebody was invited" },
  "member.joined": { short: subject`Joined`, heading: "Somebody accepted an invitation" },
  "member.declined": { short: subject`Declined`, heading: "Somebody declined an invitation" },
  "member.added": { short: subject`Added`, heading: "An admin added a member" },
  "member.changed": { short: subject`Role changed`, heading: "The role of a member was changed" },
  "member.removed": { short: subject`Removed`, heading: "A member was removed" },
  "approver.confirmed": { short: subject`Approver accepted`, heading: "An approver accepted" },
  "approver.declined": { short: subject`Approver declined`, heading: "An approver declined" },
  "webhook.added": { short: subject`Webhook added`, heading: "A webhook was added", leads: "Events go to" },
  "webhook.moved": {
    short: subject`Webhook changed`,
    heading: "The address of a webhook was changed",
    leads: "Events go to",
  },
  "webhook.removed": {
    short: subject`Webhook removed`,
    heading: "A webhook was removed",
    leads: "Events went to",
  },
  "upstream.moved": {
    short: subject`Upstream changed`,
    heading: "The address of an upstream was changed",
    leads: "Calls go to",
  },
};
