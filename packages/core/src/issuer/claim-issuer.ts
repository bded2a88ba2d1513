import { isoTime } from "../clock.ts";
import { newId } from "../id.ts";
import { Raced } from "../outage.ts";
import { taken } from "../ownership/first-come.ts";
import { Refusal } from "../refusal.ts";
import { firstRevision } from "../resource.ts";
import type { OtherWrite, Write } from "../store/change.ts";
import type { IssuerRecord } from "./issuer.ts";
import { isLetIn } from "./issuer.ts";
import type { IssuerReads } from "./issuer-work.ts";

/** The form of the table in which every issuer that a credential names has an owner. */
const OWNED_ISSUERS = 4;

type ClaimWork = Pick<IssuerReads, "stores" | "now" | "random" | "limits">;

/**
 * The writes by which a credential of a team comes to name an issuer with public keys: the first team to do so has it.
 *
 * @throws Refusal `issuer-taken` for a team that its owners have not let in.
 */
export const claimIssuer = async (
  work: ClaimWork,
  team: string,
  issuer: string,
): Promise<Write<IssuerRecord>[]> => {
  const known = await work.stores.issuer(issuer);
  if (!known) return newIssuer(work, team, issuer);
  if (!isLetIn(known.issuer, team)) throw taken("issuer");
  return [countNaming(issuer)];
};

const newIssuer = async (work: ClaimWork, team: string, issuer: string): Promise<Write<IssuerRecord>[]> => {
  const most = work.limits.issuersPerTeam;
  const { items } = await work.stores.issuersOf(team, { limit: most });
  if (items.length >= most)
    throw new Refusal("limit-reached", `A team has at most ${most} issuers. Delete one that is not needed.`);
  const value = {
    ...firstRevision(newId("iss", work.now, work.random), isoTime(work.now)),
    issuer,
    team,
    teams: [team],
  };
  return [
    { write: "create", record: { kind: "issuer", value }, otherwise: raced() },
    countNaming(issuer),
    {
      write: "expect-form",
      least: OWNED_ISSUERS,
      otherwise: new Refusal("unavailable", "The table has to be migrated before an issuer can be claimed."),
    },
  ];
};

const countNaming = (issuer: string): OtherWrite => ({
  write: "count",
  counter: { of: "issuer", issuer, what: "named" },
  by: 1,
  otherwise: new Refusal("unavailable", "Try again."),
});

/** Another team was first at this moment: read the owner again. */
const raced = () => new Raced("The issuer was claimed in between.");
