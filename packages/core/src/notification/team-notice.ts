import type { Role } from "../access/role.ts";
import type { InvitationLink } from "../invitation/invitation-link.ts";
import type { TeamChangeFact } from "./team-change-fact.ts";

/** To an address that is asked to join a team, or to decide for a service; of both only the slugs are told. */
export interface InvitationNotice {
  of: "team" | "service";
  team: string;
  service?: string;
  role?: Role;
  /** Who invites: a verified address, or a consumer's id. */
  by: string;
  /** The link's end. */
  until: string;
  link: InvitationLink;
}

/**
 * To every owner of a team: who belongs to it, or where its events and calls go, is not what it was. To a person, too, whose
 * place in it was changed, or who was added without being asked.
 */
export interface TeamChangeNotice {
  fact: TeamChangeFact;
  at: string;
  actor: string;
  team: string;
  member?: string;
  role?: string;
  service?: string;
  origin?: string;
  /** The recipient is `member`: added, removed or made something else by the change. */
  concernsRecipient?: true;
}
