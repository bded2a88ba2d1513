import type { Role } from "./role.ts";

/** What decisions about access read of a team. */
export interface Memberships {
  /** What a person is in a team, as of now; nothing for one who does not belong to it. */
  member(team: string, email: string): Promise<{ role: Role } | undefined>;
}
