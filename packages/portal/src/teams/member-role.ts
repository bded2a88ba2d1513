import type { Role } from "../api/resources.ts";
import { texts } from "../texts/texts.ts";

export const ROLES = (["viewer", "member", "owner"] as const).map((value) => ({
  value,
  label: texts.team.roles[value],
}));

/** What cannot be read is the least. */
export const roleOf = (value: string): Role => ROLES.find((role) => role.value === value)?.value ?? "viewer";
