import { planWithdrawals } from "../invitation/plan-invitation.ts";
import { notFound } from "../refusal.ts";
import { commitMembers, expectPlace, keepAnOwner, teamForMembers, withdrawThoseBy } from "./member-change.ts";
import type { TeamWork } from "./team-work.ts";

/** Takes a member out of a team, or withdraws an invitation. */
export const removeMember = async (work: TeamWork, slug: string, email: string): Promise<void> => {
  const known = await teamForMembers(work, slug);
  const member = known.members.find((each) => each.email === email);
  const invitation = known.invitations.find((each) => each.email === email && each.status === "invited");
  const place = member ?? invitation;
  if (!place) throw notFound("member");
  expectPlace(work, place);
  if (!member)
    return commitMembers(work, known.team, planWithdrawals(invitation ? [invitation] : [], work.now), []);
  keepAnOwner(known.members, email, undefined);
  await commitMembers(
    work,
    known.team,
    [
      { write: "erase", record: { kind: "member", value: member }, tombstone: false },
      ...withdrawThoseBy(work, known, email),
    ],
    [{ type: "member.removed", actor: work.actor, team: slug, member: email }],
  );
};
