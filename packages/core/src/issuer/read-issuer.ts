import { may, teamAccess } from "../access/access.ts";
import { notFound } from "../refusal.ts";
import { listOfTeams } from "../team/my-teams.ts";
import type { Issuer } from "./issuer.ts";
import type { IssuerReads } from "./issuer-work.ts";

/**
 * An issuer as the caller may see it: the team that has it sees all whom it has let in, and each of those itself.
 *
 * @throws Refusal `not-found` for everybody else.
 */
export const readIssuer = async (work: IssuerReads, name: string): Promise<Issuer> => {
  const found = await work.stores.issuer(name);
  if (!found) throw notFound("issuer");
  const { issuer } = found;
  if (await mayRead(work, issuer.team)) return issuer;
  const teams: string[] = [];
  for (const team of issuer.teams) if (await mayRead(work, team)) teams.push(team);
  if (teams.length === 0) throw notFound("issuer");
  return { ...issuer, teams };
};

const mayRead = async (work: IssuerReads, team: string): Promise<boolean> =>
  may(await teamAccess(work.stores, work.caller, team), "read-issuers");

/** The issuers that the caller's teams have, or one of them; all of them for an admin. */
export const listIssuers = listOfTeams({
  name: "issuers",
  action: "read-issuers",
  all: (stores: IssuerReads["stores"], page) => stores.issuers(page),
  of: (stores, team, page) => stores.issuersOf(team, page),
});
