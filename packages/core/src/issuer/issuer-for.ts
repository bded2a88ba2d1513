import { may, teamAccess } from "../access/access.ts";
import { expectRevision } from "../expect-revision.ts";
import { notFound, Refusal } from "../refusal.ts";
import type { IssuerWork } from "./issuer-work.ts";
import { readIssuer } from "./read-issuer.ts";

/** A team that is only let in sees it, and has no say in it. */
export const issuerFor = async (work: IssuerWork, name: string) => {
  await readIssuer(work, name);
  const found = await work.stores.issuer(name);
  if (!found) throw notFound("issuer");
  const access = await teamAccess(work.stores, work.caller, found.issuer.team);
  if (!may(access, "change-issuers"))
    throw new Refusal("forbidden", "Only owners of the team that has it may do this.");
  expectRevision(work.expectedRevision, found.issuer);
  return found;
};
