import type { Role } from "../access/role.ts";

/** A member of a team, known by the e-mail that the identity provider has verified, and all teams of this person. */
export interface TeamPerson {
  email: string;
  teams: { team: string; role: Role }[];
}
