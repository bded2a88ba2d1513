import type { Role } from "../access/role.ts";
import { isoTime } from "../clock.ts";
import { type Invitation, isOpen } from "../invitation/invitation.ts";
import { planInvitation, planRoom, planWithdrawals } from "../invitation/plan-invitation.ts";
import { Refusal } from "../refusal.ts";
import { nextRevision } from "../resource.ts";
import { createMember, newMember } from "./create-team.ts";
import { liftSuppression } from "./lift-suppression.ts";
import {
  commitMembers,
  expectPlace,
  type KnownMembers,
  keepAnOwner,
  teamForMembers,
  withdrawThoseBy,
} from "./member-change.ts";
import type { Member } from "./team.ts";
import type { TeamWork } from "./team-work.ts";

/** The state of an address in a team: a member, or invited. */
export type Place = { member: Member } | { invitation: Invitation };

/**
 * Changes what a member is in a team. An address that is none becomes one at once when an admin says so; anybody else
 * invites it, and it becomes one when it accepts.
 */
export const setMember = async (work: TeamWork, slug: string, email: string, role: Role): Promise<Place> => {
  const known = await teamForMembers(work, slug);
  const member = known.members.find((each) => each.email === email);
  const invitation = known.invitations.find((each) => each.email === email);
  expectPlace(work, member ?? openOnly(work, invitation));
  if (!member) requirePlace(work, known, email);
  await liftSuppression(work, email);
  if (member) return { member: await changeRole(work, known, { member, role }) };
  return work.caller.admin
    ? { member: await addAtOnce(work, known, email, role, invitation) }
    : { invitation: await inviteMember(work, known, email, role, invitation) };
};

const changeRole = async (
  work: TeamWork,
  known: KnownMembers,
  { member, role }: { member: Member; role: Role },
): Promise<Member> => {
  if (member.role === role) return member;
  const { email, team } = member;
  keepAnOwner(known.members, email, role);
  const changed = nextRevision(member, { role }, isoTime(work.now));
  await commitMembers(
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
  { team }: KnownMembers,
  email: string,
  role: Role,
  invitation: Invitation | undefined,
): Promise<Member> => {
  const member = newMember(work, team.slug, email, role);
  await commitMembers(
    work,
    team,
    [createMember(member), ...planWithdrawals(invitation ? [invitation] : [], work.now)],
    [{ type: "member.added", actor: work.actor, team: team.slug, member: email, role }],
  );
  return member;
};

const inviteMember = async (
  work: TeamWork,
  { team, invitations }: KnownMembers,
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
  await commitMembers(work, team, [...planned.writes, ...room], planned.events);
  return planned.invitation;
};

const openOnly = (work: TeamWork, invitation: Invitation | undefined): Invitation | undefined =>
  invitation && isOpen(invitation, work.now) ? invitation : undefined;

/** @throws Refusal `limit-reached` when those who are members, and those who are asked to be, are as many as may be. */
const requirePlace = (work: TeamWork, { members, invitations }: KnownMembers, email: string): void => {
  const asked = invitations.filter((each) => each.email !== email && isOpen(each, work.now));
  const most = work.limits.membersPerTeam;
  if (members.length + asked.length >= most)
    throw new Refusal("limit-reached", `A team has at most ${most} members, those who are invited included.`);
};
