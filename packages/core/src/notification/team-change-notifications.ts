import { mailable, type Recipient } from "../mail/recipient.ts";
import type { Member } from "../team/team.ts";
import { notificationKey } from "./notification.ts";
import type { Notify } from "./notify.ts";
import type { TeamChangeFact } from "./team-change-fact.ts";

/**
 * To the owners as of now, and to the person whose place it is: a takeover of a team is always visible to those who lose it,
 * and who is made a member without being asked is told. Nothing when the team is deleted.
 */
const ofFact =
  (fact: TeamChangeFact): Notify =>
  async (event, { stores }) => {
    const { at, actor, team, member, role, service, origin } = event;
    if (!(await stores.team(team))) return [];
    const members = await stores.members(team);
    const owners = members.filter((each) => each.role === "owner");
    const told = owners.flatMap((each) => mailable({ as: "member", member: each }));
    const concerned = concernedBy(fact, member, members);
    const others = concerned.filter((email) => !told.includes(email));
    return [...told, ...others].map((to) => ({
      kind: "team-change",
      to,
      key: notificationKey(event, "team-change", to),
      data: {
        fact,
        at,
        actor,
        team,
        ...(member === undefined ? {} : { member }),
        ...(role === undefined ? {} : { role }),
        ...(service === undefined ? {} : { service }),
        ...(origin === undefined ? {} : { origin }),
        ...(concerned.includes(to) ? { concernsRecipient: true as const } : {}),
      },
    }));
  };

const LOSING: ReadonlySet<TeamChangeFact> = new Set(["member.changed", "member.removed"]);

/** The person whose place is told. Who was added is told while it belongs to the team. */
const concernedBy = (
  fact: TeamChangeFact,
  email: string | undefined,
  members: readonly Member[],
): Recipient[] => {
  // The person may have been erased meanwhile: then this is a pseudonym and not an address.
  if (!email?.includes("@")) return [];
  if (LOSING.has(fact)) return mailable({ as: "former-member", email });
  const added = fact === "member.added" ? members.find((each) => each.email === email) : undefined;
  return added ? mailable({ as: "member", member: added }) : [];
};

export const TEAM_CHANGE_NOTIFICATIONS: Readonly<Record<TeamChangeFact, Notify>> = {
  "member.invited": ofFact("member.invited"),
  "member.joined": ofFact("member.joined"),
  "member.declined": ofFact("member.declined"),
  "member.added": ofFact("member.added"),
  "member.changed": ofFact("member.changed"),
  "member.removed": ofFact("member.removed"),
  "approver.confirmed": ofFact("approver.confirmed"),
  "approver.declined": ofFact("approver.declined"),
  "webhook.added": ofFact("webhook.added"),
  "webhook.moved": ofFact("webhook.moved"),
  "webhook.removed": ofFact("webhook.removed"),
  "upstream.moved": ofFact("upstream.moved"),
};
