import type { Role } from "./role.ts";

/** What a consumer may ask of the service `latchkey`. Each contains those before it. */
export const MANAGEMENT_SCOPES = ["read", "write", "owner"] as const;

/** `admin` is in the subscription of the consumer `root` only; no application grants it. */
const LADDER = [...MANAGEMENT_SCOPES, "admin"] as const;
export type ManagementScope = (typeof LADDER)[number];

/** What a machine is in its consumer's team by its highest scope. */
const ROLE_OF_SCOPE: Record<ManagementScope, Role> = {
  read: "viewer",
  write: "member",
  owner: "owner",
  admin: "owner",
};

const ADMIN = LADDER.length;
/** Where neither names any: read and write. */
const UNNAMED = LADDER.indexOf("write") + 1;

const heightOf = (scopes: readonly string[]): number =>
  LADDER.findLastIndex((scope) => scopes.includes(scope)) + 1;

/**
 * What a credential of a subscription to the management API holds, lowest first; empty when it holds nothing. A
 * subscription without scopes grants `read` and `write`. A credential without scopes has those two at most: `owner` it
 * has only by name. Root's credentials are admins' unless they name less.
 */
export const managementScopes = (
  ofCredential: readonly string[] | undefined,
  ofSubscription: readonly string[] | undefined,
): ManagementScope[] => {
  const granted = ofSubscription ? heightOf(ofSubscription) : UNNAMED;
  const isRoots = granted === ADMIN;
  // Everywhere else `admin` is a name like any other: it must not mean `owner`, which only owners may name.
  const named = ofCredential?.filter((scope) => isRoots || scope !== "admin");
  return LADDER.slice(0, Math.min(granted, named ? heightOf(named) : isRoots ? ADMIN : UNNAMED));
};

/** A scope and those that it contains. */
export const containedIn = (scope: string): readonly string[] => {
  const names: readonly string[] = MANAGEMENT_SCOPES;
  const height = names.indexOf(scope) + 1;
  return height === 0 ? [scope] : MANAGEMENT_SCOPES.slice(0, height);
};

/** What a machine is by the scopes that it holds. */
export const managementRole = (scopes: readonly string[]): { role: Role; admin: boolean } => {
  const highest = LADDER[heightOf(scopes) - 1] ?? "read";
  return { role: ROLE_OF_SCOPE[highest], admin: highest === "admin" };
};

/** What a machine with that role holds, lowest first. */
export const scopesOfRole = (role: Role, admin: boolean): ManagementScope[] =>
  LADDER.slice(0, admin ? ADMIN : LADDER.findIndex((scope) => ROLE_OF_SCOPE[scope] === role) + 1);
