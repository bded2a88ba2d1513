import type { Person } from "../access/caller.ts";
import { Role } from "../access/role.ts";
import { aPerson } from "./callers.ts";
import { aMember, aTeam } from "./records.ts";

/* Two teams, each with a person of every role; a stranger of none, and an admin. */

export const ADMIN = aPerson("ada@platform.test", true);
export const STRANGER = aPerson("eve@strangers.test");

/** The person of a role in a team: `owner@providers.test`. */
export const the = (role: Role, team: "callers" | "providers"): Person => aPerson(`${role}@${team}.test`);

export const CAST = {
  team: [aTeam(), aTeam({ id: "tea_2", slug: "providers", name: "Providers" })],
  member: (["callers", "providers"] as const).flatMap((team) =>
    Role.options.map((role) =>
      aMember({ id: `mem_${role}_of_${team}`, team, role, email: the(role, team).email }),
    ),
  ),
};
