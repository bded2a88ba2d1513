import type { Role } from "../api/resources.ts";
import { texts } from "../texts/texts.ts";

export const ROLES = (["member", "owner"] as const).map((value) => ({
  value,
  label: texts.team.roles[value],
}));

export const roleOf = (value: string): Role => (value === "owner" ? "owner" : "member");
