import { mailable } from "../mail/recipient.ts";
import { notificationKey } from "./notification.ts";
import type { Notify } from "./notify.ts";
import type { TeamChangeFact } from "./team-change-fact.ts";

/**
 * To the owners as of now, and to a member that was removed or made something else: a takeover of a team is always visible
 * to those who lose it. Nothing when the team is deleted.
 */
const ofFact =
  (fact: TeamChangeFact): Notify =>
  async (event, { stores }) => {
    const { at, actor, team, member, role, service, origin } = event;
    if (!(await stores.team(team))) return [];
    const owners = (await stores.members(team)).filter((each) => each.role === "owner");
    const told = owners.flatMap((each) => mailable({ as: "member", member: each }));
    // The person may have been erased meanwhile: then this is a pseudonym and not an address.
    const concerned = LOSING.has(fact) && member?.includes("@") ? [member] : [];
    const former = concerned.filter((email) => !owners.some((owner) => owner.email === email));
    return [...told, ...former.flatMap((email) => mailable({ as: "former-member", email }))].map((to) => ({
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
        ...(concerned.some((email) => email === to) ? { concernsRecipient: true as const } : {}),
      },
    }));
  };

const LOSING: ReadonlySet<TeamChangeFact> = new Set(["member.changed", "member.removed"]);

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
