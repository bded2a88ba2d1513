import type { SuspensionNotice } from "@latchkey/core/notification/notification";
import { type Addresses, portalAddress } from "./about-facts.ts";
import { humanTime } from "./human-time.ts";
import type { MailContent } from "./mail-content.ts";
import { consumerIn, subject, teamIn } from "./subject.ts";

/** To the owners of a team that was suspended, or whose consumer was. */
export const suspensionMail = (notice: SuspensionNotice, addresses: Addresses): MailContent => {
  const { of, name, team, at } = notice;
  const sentence =
    of === "team" ? TEAM(name) : `The consumer ${name} was suspended. All of its calls are refused.`;
  return {
    subject:
      of === "team"
        ? subject`Suspended: the team ${teamIn(team)}`
        : subject`Suspended: the consumer ${consumerIn(name)}`,
    preview: sentence,
    heading: `The ${of} was suspended`,
    opening: [sentence],
    facts: [
      ...(of === "consumer" ? [{ label: "Consumer", value: name }] : []),
      { label: "Team", value: team },
      { label: "Since", value: humanTime(at) },
    ],
    ...portalAddress(addresses, of === "team" ? `/teams` : `/consumers`, "In the portal:"),
    closing: [
      of === "team"
        ? "What to do next: ask those who run this platform. Only they can resume it."
        : "Whoever belongs to the team can resume it. Its credentials and subscriptions are kept.",
    ],
    why: `You get this mail because you own the team ${team}.`,
  };
};

const TEAM = (name: string): string =>
  `The team ${name} was suspended. The calls of its consumers are refused, and so are all calls of its services.`;
