import type { Role } from "../access/role.ts";

/** Somebody who belongs to a team, known by the e-mail that the identity provider has verified, and every team of theirs. */
export interface TeamPerson {
  email: string;
  teams: { team: string; role: Role }[];
}
