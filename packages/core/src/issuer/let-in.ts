import { isoTime } from "../clock.ts";
import { notFound } from "../refusal.ts";
import { nextRevision } from "../resource.ts";
import type { Issuer, IssuerTeams } from "./issuer.ts";
import { issuerFor } from "./issuer-for.ts";
import type { IssuerWork } from "./issuer-work.ts";

/**
 * Says which teams may name an issuer beside the one that has it. Of an admin's list the first has it from then on.
 * Credentials of a team that is no longer let in stop holding.
 */
export const letIn = async (work: IssuerWork, name: string, { teams }: IssuerTeams): Promise<Issuer> => {
  const { issuer } = await issuerFor(work, name);
  const named = [...new Set(teams)];
  for (const team of named)
    if (!issuer.teams.includes(team) && !(await work.stores.team(team))) throw notFound("team");
  const team = (work.caller.admin ? named[0] : undefined) ?? issuer.team;
  if (team !== issuer.team && !(await work.stores.team(team))) throw notFound("team");
  const changed = nextRevision(issuer, { team, teams: named }, isoTime(work.now));
  await work.commit({
    writes: [{ write: "replace", record: { kind: "issuer", value: changed } }],
    events: [],
    result: { kind: "issuer", keys: { issuer: name } },
  });
  return changed;
};
