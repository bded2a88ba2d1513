import { SLUG, whole as wholeOf } from "@latchkey/core/name-pattern";
import * as z from "zod/mini";
import { listIn, numberIn, textIn, type Variable } from "./settings-environment.ts";

const slug = z.string().check(z.regex(wholeOf(SLUG), "slugs with commas between them"));
const whole = (most: number) => {
  const told = `a whole number from 1 to ${most}`;
  return z.int(told).check(z.minimum(1, told), z.maximum(most, told));
};

/** What people may name by themselves, and how much of it. */
export const namesFields = {
  /** Slugs of teams and services that only admins give. */
  reservedSlugs: z.array(slug),
  /** Whether other teams see what is published at once, or once an admin has agreed. */
  publication: z.enum(["free", "reviewed"], "free or reviewed"),
  /** How many teams one person makes within a day of UTC. */
  teamsPerPerson: whole(10_000),
  servicesPerTeam: whole(10_000),
  consumersPerTeam: whole(1_000_000),
};
type Names = z.infer<z.ZodMiniObject<typeof namesFields>>;

/** Those that the functions have by themselves. A test holds the two to each other. */
export const NAMES_DEFAULTS: Names = {
  reservedSlugs: [],
  publication: "free",
  teamsPerPerson: 20,
  servicesPerTeam: 100,
  consumersPerTeam: 10_000,
};

export const namesVariables = {
  reservedSlugs: listIn("LATCHKEY_RESERVED_SLUGS"),
  publication: textIn("LATCHKEY_PUBLICATION"),
  teamsPerPerson: numberIn("LATCHKEY_TEAMS_PER_PERSON"),
  servicesPerTeam: numberIn("LATCHKEY_SERVICES_PER_TEAM"),
  consumersPerTeam: numberIn("LATCHKEY_CONSUMERS_PER_TEAM"),
} satisfies Record<keyof typeof namesFields, Variable>;

/** As the functions read them. */
export const namesEnvironment = (names: Names) => ({
  LATCHKEY_RESERVED_SLUGS: names.reservedSlugs.join(","),
  LATCHKEY_PUBLICATION: names.publication,
  LATCHKEY_TEAMS_PER_PERSON: String(names.teamsPerPerson),
  LATCHKEY_SERVICES_PER_TEAM: String(names.servicesPerTeam),
  LATCHKEY_CONSUMERS_PER_TEAM: String(names.consumersPerTeam),
});
