import { allow } from "../access/access.ts";
import type { Role } from "../access/role.ts";
import { isoTime } from "../clock.ts";
import type { NewEvent } from "../event/event.ts";
import { expectRevision } from "../expect-revision.ts";
import type { InvitationRecord } from "../invitation/invitation.ts";
import { type Invitation, isOpen } from "../invitation/invitation.ts";
import { planInvitation, planRoom, planWithdrawals } from "../invitation/plan-invitation.ts";
import { notFound, Refusal } from "../refusal.ts";
import { nextRevision } from "../resource.ts";
import type { Write } from "../store/change.ts";
import { createMember, newMember } from "./create-team.ts";
import { liftSuppression } from "./lift-suppression.ts";
import type { Member, MemberRecord, Team } from "./team.ts";
import { teamThen } from "./team-then.ts";
import type { TeamWork } from "./team-work.ts";

/** What has become of an address in a team: a member, or one who is invited to be one. */
export type Place = { member: Member } | { invitation: Invitation };

interface Known {
  team: Team;
  members: Member[];
  invitations: Invitation[];
}

/**
 * Changes what a member is in a team. An address that is none becomes one at once when an admin says so; anybody else
 * invites it, and it becomes one when it accepts.
 */
export const setMember = async (work: TeamWork, slug: string, email: string, role: Role): Promise<Place> => {
  const known = await teamFor(work, slug);
  const member = known.members.find((each) => each.email === email);
  const invitation = known.invitations.find((each) => each.email === email);
  expectPlace(work, member ?? openOnly(work, invitation));
  if (!member) requirePlace(work, known, email);
  await liftSuppression(work, email);
  if (member) return { member: await changeRole(work, known, member, role) };
  return work.caller.admin
    ? { member: await addAtOnce(work, known, email, role, invitation) }
    : { invitation: await inviteMember(work, known, email, role, invitation) };
};

/** Takes a member out of a team, or withdraws an invitation. */
export const removeMember = async (work: TeamWork, slug: string, email: string): Promise<void> => {
  const known = await teamFor(work, slug);
  const member = known.members.find((each) => each.email === email);
  const invitation = known.invitations.find((each) => each.email === email && each.status === "invited");
  const place = member ?? invitation;
  if (!place) throw notFound("member");
  expectPlace(work, place);
  if (!member) return commit(work, known.team, planWithdrawals(invitation ? [invitation] : [], work.now), []);
  keepAnOwner(known.members, email, undefined);
  await commit(
    work,
    known.team,
    [
      { write: "erase", record: { kind: "member", value: member }, tombstone: false },
      ...withdrawThoseBy(work, known, email),
    ],
    [{ type: "member.removed", actor: work.actor, team: slug, member: email }],
  );
};

const changeRole = async (work: TeamWork, known: Known, member: Member, role: Role): Promise<Member> => {
  if (member.role === role) return member;
  const { email, team } = member;
  keepAnOwner(known.members, email, role);
  const changed = nextRevision(member, { role }, isoTime(work.now));
  await commit(
    work,
    known.team,
    [
      { write: "replace", record: { kind: "member", value: changed } },
      ...(role === "owner" ? [] : withdrawThoseBy(work, known, email)),
    ],
    [{ type: "member.changed", actor: work.actor, team, member: email, role }],
  );
  return changed;
};

const addAtOnce = async (
  work: TeamWork,
  { team }: Known,
  email: string,
  role: Role,
  invitation: Invitation | undefined,
): Promise<Member> => {
  const member = newMember(work, team.slug, email, role);
  await commit(
    work,
    team,
    [createMember(member), ...planWithdrawals(invitation ? [invitation] : [], work.now)],
    [{ type: "member.added", actor: work.actor, team: team.slug, member: email, role }],
  );
  return member;
};

const inviteMember = async (
  work: TeamWork,
  { team, invitations }: Known,
  email: string,
  role: Role,
  known: Invitation | undefined,
): Promise<Invitation> => {
  const offer = { kind: "member" as const, role };
  const planned = planInvitation(work, known, { team: team.slug, email, offer });
  if (planned.writes.length === 0) return planned.invitation;
  const most = 2 * work.limits.membersPerTeam;
  const room = known
    ? []
    : planRoom({ held: invitations.length, added: 1, most, idle: invitations }, work.now);
  await commit(work, team, [...planned.writes, ...room], planned.events);
  return planned.invitation;
};

const openOnly = (work: TeamWork, invitation: Invitation | undefined): Invitation | undefined =>
  invitation && isOpen(invitation, work.now) ? invitation : undefined;

/** @throws Refusal `limit-reached` when those who are members, and those who are asked to be, are as many as may be. */
const requirePlace = (work: TeamWork, { members, invitations }: Known, email: string): void => {
  const asked = invitations.filter((each) => each.email !== email && isOpen(each, work.now));
  const most = work.limits.membersPerTeam;
  if (members.length + asked.length >= most)
    throw new Refusal("limit-reached", `A team has at most ${most} members, those who are invited included.`);
};

/** `If-Match` is about the place, whose revision the answer gave; nobody's revision fits one who is not there. */
const expectPlace = (work: TeamWork, place: Member | Invitation | undefined): void => {
  if (place) expectRevision(work.expectedRevision, place);
  else if (work.expectedRevision !== undefined)
    throw new Refusal("revision-mismatch", "There is no such member yet.");
};

/** A team whose last owner leaves could be managed by nobody but the platform's admins. */
const keepAnOwner = (members: Member[], changing: string, role: Role | undefined): void => {
  const owners = members.filter((member) => member.role === "owner");
  if (role !== "owner" && owners.length === 1 && owners[0]?.email === changing)
    throw new Refusal("not-empty", "A team keeps at least one owner. Name another one first.");
};

const MOST_WITHDRAWN = 40;

/** What somebody who is no owner any more has offered holds no longer. Any beyond these is refused when it is accepted. */
const withdrawThoseBy = (
  work: TeamWork,
  { invitations }: Known,
  email: string,
): Write<InvitationRecord>[] => {
  const theirs = invitations.filter(
    ({ inviter, status }) => status === "invited" && inviter.kind === "person" && inviter.email === email,
  );
  return planWithdrawals(theirs.slice(0, MOST_WITHDRAWN), work.now);
};

/** The team's revision grows with each change of its members, so two changes in one moment cannot both hold. */
const commit = (
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

const teamFor = async (work: TeamWork, slug: string): Promise<Known> => {
  await allow(work.stores, work.caller, slug, "change-members", "team");
  const { team, held } = await teamThen(work, slug, () =>
    Promise.all([work.stores.members(slug), work.stores.invitations({ of: "team", slug })]),
  );
  const [members, invitations] = held;
  if (!team) throw notFound("team");
  return { team, members, invitations };
};
