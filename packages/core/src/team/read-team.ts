import { allow } from "../access/access.ts";
import type { Invitation } from "../invitation/invitation.ts";
import type { Page, PageRequest } from "../page.ts";
import { notFound } from "../refusal.ts";
import type { Suppression } from "../suppression/suppression.ts";
import type { Member, Team } from "./team.ts";
import type { TeamReads } from "./team-work.ts";

/** Who belongs to a team, and who is asked to. */
export interface Membership {
  members: Member[];
  /** Those that wait for an answer, also past their end: an owner may repeat or withdraw them. */
  invitations: Invitation[];
  /** Addresses of theirs that are not mailed, as far as the team may know. */
  suppressions: Suppression[];
}

export const membershipOf = async (
  { stores }: Pick<TeamReads, "stores">,
  slug: string,
): Promise<Membership> => {
  const [members, invitations] = await Promise.all([
    stores.members(slug),
    stores.invitations({ of: "team", slug }),
  ]);
  const open = invitations.filter(({ status }) => status === "invited");
  const addresses = [...members, ...open].map(({ email }) => email);
  const suppressions = await stores.suppressions(addresses);
  return { members, invitations: open, suppressions: suppressions.filter((each) => mayKnow(each, open)) };
};

/** An invitation must not reveal that a person complained about mails of another team. */
const mayKnow = ({ address, why, at }: Suppression, invitations: readonly Invitation[]): boolean => {
  const invitation = invitations.find(({ email }) => email.toLowerCase() === address);
  return why === "bounced" || !invitation || at >= invitation.mailedAt;
};

/** A team and its members, for those who belong to it. */
export const readTeam = async (work: TeamReads, slug: string): Promise<{ team: Team } & Membership> => {
  await allow(work.stores, work.caller, slug, "read-team", "team");
  const [team, membership] = await Promise.all([work.stores.team(slug), membershipOf(work, slug)]);
  if (!team) throw notFound("team");
  return { team, ...membership };
};

/** All teams for an admin, else those the caller belongs to. */
export const listTeams = async (work: TeamReads, page: PageRequest): Promise<Page<Team>> => {
  const { caller, stores } = work;
  if (caller.admin) return stores.teams(page);
  if (caller.kind === "machine") {
    const team = await stores.team(caller.team);
    return { items: team ? [team] : [] };
  }
  const memberships = await stores.teamsOf(caller.email, page);
  const teams = await Promise.all(memberships.items.map((member) => stores.team(member.team)));
  return { ...memberships, items: teams.filter((team) => team !== undefined) };
};
