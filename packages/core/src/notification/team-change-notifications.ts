import type { DomainEvent } from "../event/event.ts";
import { mailable } from "../mail/recipient.ts";
import { type Notification, notificationKey } from "./notification.ts";
import type { NotificationReads } from "./notification-reads.ts";
import type { TeamChangeFact } from "./team-change-fact.ts";

/**
 * To the owners as of now, and to a member that was removed or made something else: a takeover of a team is always visible
 * to those who lose it. Nothing when the team is deleted.
 */
export const teamChangeNotifications = async (
  { at, actor, team, member, role, service, origin, ...event }: DomainEvent,
  fact: TeamChangeFact,
  { stores }: Pick<NotificationReads, "stores">,
): Promise<Notification[]> => {
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
