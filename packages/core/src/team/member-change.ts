import { allow } from "../access/access.ts";
import type { Role } from "../access/role.ts";
import { isoTime } from "../clock.ts";
import type { NewEvent } from "../event/event.ts";
import { expectRevision } from "../expect-revision.ts";
import type { Invitation, InvitationRecord } from "../invitation/invitation.ts";
import { planWithdrawals } from "../invitation/plan-invitation.ts";
import { notFound, Refusal } from "../refusal.ts";
import { nextRevision } from "../resource.ts";
import type { Write } from "../store/change.ts";
import type { Member, MemberRecord, Team } from "./team.ts";
import { teamThen } from "./team-then.ts";
import type { TeamWork } from "./team-work.ts";

export interface KnownMembers {
  team: Team;
  members: Member[];
  invitations: Invitation[];
}

/**
 * `If-Match` refers to the revision of the membership that the answer gave; no revision matches a person who is not a
 * member.
 */
export const expectPlace = (work: TeamWork, place: Member | Invitation | undefined): void => {
  if (place) expectRevision(work.expectedRevision, place);
  else if (work.expectedRevision !== undefined)
    throw new Refusal("revision-mismatch", "There is no such member yet.");
};

/** A team without an owner could be managed only by the platform's admins. */
export const keepAnOwner = (members: Member[], changing: string, role: Role | undefined): void => {
  const owners = members.filter((member) => member.role === "owner");
  if (role !== "owner" && owners.length === 1 && owners[0]?.email === changing)
    throw new Refusal("not-empty", "A team keeps at least one owner. Name another one first.");
};

const MAX_WITHDRAWN = 40;

/** A former owner's open invitations are withdrawn, at most these; a further one is refused when it is accepted. */
export const withdrawThoseBy = (
  work: TeamWork,
  { invitations }: KnownMembers,
  email: string,
): Write<InvitationRecord>[] => {
  const theirs = invitations.filter(
    ({ inviter, status }) => status === "invited" && inviter.kind === "person" && inviter.email === email,
  );
  return planWithdrawals(theirs.slice(0, MAX_WITHDRAWN), work.now);
};

/** The team's revision grows with each change of its members, so two changes in one moment cannot both hold. */
export const commitMembers = (
  work: TeamWork,
  team: Team,
  writes: Write<MemberRecord | InvitationRecord>[],
  events: NewEvent[],
): Promise<void> =>
  work.commit({
    writes: [
      { write: "replace", record: { kind: "team", value: nextRevision(team, {}, isoTime(work.now)) } },
      ...writes,
    ],
    events,
    result: { kind: "team", keys: { team: team.slug } },
  });

export const teamForMembers = async (work: TeamWork, slug: string): Promise<KnownMembers> => {
  await allow(work.stores, work.caller, slug, "change-members", "team");
  const { team, held } = await teamThen(work, slug, () =>
    Promise.all([work.stores.members(slug), work.stores.invitations({ of: "team", slug })]),
  );
  const [members, invitations] = held;
  if (!team) throw notFound("team");
  return { team, members, invitations };
};
