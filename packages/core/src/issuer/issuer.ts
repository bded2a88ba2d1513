import * as z from "#schema";
import { ResourceFields } from "../resource.ts";
import { Slug } from "../text.ts";

const MAX_TEAMS = 50;

/**
 * The party that signs tokens with a set of keys. Any team could register its public keys, so an issuer belongs to one team.
 */
export const Issuer = z.object({
  ...ResourceFields,
  /** As tokens name it (`iss`); for tokens without, what `issuerOfKeys` makes of the keys. */
  issuer: z.string(),
  /** The team that has it. It may always name it in credentials. */
  team: Slug,
  /** The teams that may name it too, as its owners have said. */
  teams: z.array(Slug),
});
export type Issuer = z.infer<typeof Issuer>;
export type IssuerRecord = { kind: "issuer"; value: Issuer };

export const IssuerTeams = z.strictObject({ teams: z.array(Slug).check(z.maxLength(MAX_TEAMS)) });
export type IssuerTeams = z.infer<typeof IssuerTeams>;

/** Whether credentials of a team may name it. */
export const isLetIn = ({ team, teams }: Pick<Issuer, "team" | "teams">, asking: string): boolean =>
  team === asking || teams.includes(asking);
