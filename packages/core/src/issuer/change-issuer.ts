import { may, standingIn } from "../access/access.ts";
import { isoTime } from "../clock.ts";
import { expectRevision } from "../expect-revision.ts";
import { notFound, Refusal } from "../refusal.ts";
import { nextRevision } from "../resource.ts";
import type { Write } from "../store/change.ts";
import type { Issuer, IssuerRecord, IssuerTeams } from "./issuer.ts";
import type { IssuerReads, IssuerWork } from "./issuer-work.ts";
import { readIssuer } from "./read-issuer.ts";

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

/** Gives it up: the next team that names it has it. @throws Refusal `not-empty` while a credential names it. */
export const deleteIssuer = async (work: IssuerWork, name: string): Promise<void> => {
  const found = await issuerFor(work, name);
  await work.commit({
    writes: [await issuerErasure(work, found)],
    events: [],
    result: { kind: "issuer", keys: { issuer: name } },
  });
};

/** The write that removes an issuer, unless a credential has come to name it since it was read. */
export const issuerErasure = async (
  { stores }: Pick<IssuerReads, "stores">,
  { issuer, named }: { issuer: Issuer; named: number },
): Promise<Write<IssuerRecord>> => {
  const { items } = await stores.credentialsNaming(issuer.issuer, { limit: 1 });
  if (items.length > 0)
    throw new Refusal("not-empty", `Credentials name the issuer ${issuer.issuer}. Remove those first.`);
  return {
    write: "erase",
    record: { kind: "issuer", value: issuer },
    tombstone: false,
    still: { counter: "named", at: named },
  };
};

/** A team that is only let in sees it, and has no say in it. */
const issuerFor = async (work: IssuerWork, name: string) => {
  await readIssuer(work, name);
  const found = await work.stores.issuer(name);
  if (!found) throw notFound("issuer");
  const standing = await standingIn(work.stores, work.caller, found.issuer.team);
  if (!may(standing, "change-issuers"))
    throw new Refusal("forbidden", "Only owners of the team that has it may do this.");
  expectRevision(work.expectedRevision, found.issuer);
  return found;
};
