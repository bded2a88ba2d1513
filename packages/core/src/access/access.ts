import { notFound, Refusal } from "../refusal.ts";
import type { Authority } from "./authority.ts";
import type { Caller } from "./caller.ts";
import type { Memberships } from "./memberships.ts";
import type { Role } from "./role.ts";

/** What a caller may do in a team: as its role allows, everything as an admin, or nothing. */
export type TeamAccess = Role | "admin" | "none";

/** The least access that each action needs. A caller without any is told that the resource does not exist. */
const NEEDED = {
  "read-team": "viewer",
  "change-team": "owner",
  "suspend-team": "admin",
  "change-members": "owner",
  "read-services": "viewer",
  "change-services": "owner",
  "read-consumers": "viewer",
  "change-consumers": "member",
  "change-plugins": "member",
  "delete-consumers": "owner",
  "transfer-consumers": "owner",
  "read-credentials": "viewer",
  "change-credentials": "member",
  "read-issuers": "viewer",
  "change-issuers": "owner",
  apply: "member",
  "apply-as-owner": "owner",
  "read-subscriptions": "viewer",
  decide: "owner",
  "change-webhooks": "owner",
  "read-audit": "owner",
} as const satisfies Record<string, Role | "admin">;

export type Action = keyof typeof NEEDED;

const RANK: Record<TeamAccess, number> = { none: 0, viewer: 1, member: 2, owner: 3, admin: 4 };

/** The access of the caller to a team. Costs one read for a person, none for a machine. */
export const teamAccess = async (stores: Memberships, caller: Caller, team: string): Promise<TeamAccess> => {
  if (caller.admin) return "admin";
  if (caller.kind === "machine") return caller.team === team ? caller.role : "none";
  return (await stores.member(team, caller.email))?.role ?? "none";
};

export const may = (access: TeamAccess, action: Action): boolean => RANK[access] >= RANK[NEEDED[action]];

/**
 * Lets the caller do `action` to something of `team`, or says no.
 *
 * @throws Refusal `not-found` when the caller may not see it, `forbidden` when it may only see it.
 */
export const allow = async (
  stores: Memberships,
  caller: Caller,
  team: string,
  action: Action,
  what: string,
): Promise<void> => {
  const access = await teamAccess(stores, caller, team);
  if (access === "none") throw notFound(what);
  if (!may(access, action)) throw new Refusal("forbidden", `Your role in the team does not allow this.`);
};

/** What an applicant is to the consumer's team, for those who decide; a viewer applies for nothing. */
export const roleIn = async (
  { stores, caller }: { stores: Memberships; caller: Caller },
  team: string,
): Promise<"member" | "owner" | "admin"> => {
  const access = await teamAccess(stores, caller, team);
  return access === "owner" || access === "admin" ? access : "member";
};

/** What the caller may hand on to a credential of one of the team's consumers. */
export const authorityIn = async (stores: Memberships, caller: Caller, team: string): Promise<Authority> => {
  const access = await teamAccess(stores, caller, team);
  const owns = access === "owner" || access === "admin";
  return { owns, ...(caller.kind === "machine" ? caller.bounds : {}) };
};

/** @throws Refusal `forbidden` unless the caller is a platform admin or `root`. */
export const allowAdmin = (caller: Caller): void => {
  if (!caller.admin) throw new Refusal("forbidden", "Only platform admins may do this.");
};
