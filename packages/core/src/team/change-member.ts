import { allow } from "../access/access.ts";
import { isoTime } from "../clock.ts";
import { expectRevision } from "../expect-revision.ts";
import { notFound, Refusal } from "../refusal.ts";
import { nextRevision } from "../resource.ts";
import type { Write } from "../store/change.ts";
import type { Work } from "../work.ts";
import { createMember, newMember } from "./create-team.ts";
import type { Member, Role, Team } from "./team.ts";
import { teamThen } from "./team-then.ts";

/** Adds a person to a team, or changes what they are in it. */
export const setMember = async (work: Work, slug: string, email: string, role: Role): Promise<Member> => {
  const { team, members } = await teamFor(work, slug);
  const known = members.find((member) => member.email === email);
  expectMember(work, known);
  if (known?.role === role) return known;
  if (!known && members.length >= work.limits.membersPerTeam)
    throw new Refusal("limit-reached", `A team has at most ${work.limits.membersPerTeam} members.`);
  keepAnOwner(members, email, role);
  const member = known
    ? nextRevision(known, { role }, isoTime(work.now))
    : newMember(work, slug, email, role);
  const write: Write = known
    ? { write: "replace", record: { kind: "member", value: member } }
    : createMember(member);
  await commit(work, team, write);
  return member;
};

export const removeMember = async (work: Work, slug: string, email: string): Promise<void> => {
  const { team, members } = await teamFor(work, slug);
  const known = members.find((member) => member.email === email);
  if (!known) throw notFound("member");
  expectMember(work, known);
  keepAnOwner(members, email, undefined);
  await commit(work, team, { write: "erase", record: { kind: "member", value: known }, tombstone: false });
};

/** `If-Match` is about the member, whose revision the answer gave; nobody's revision fits one who is not there. */
const expectMember = (work: Work, member: Member | undefined): void => {
  if (member) expectRevision(work.expectedRevision, member);
  else if (work.expectedRevision !== undefined)
    throw new Refusal("revision-mismatch", "There is no such member yet.");
};

/** A team whose last owner leaves could be managed by nobody but the platform's admins. */
const keepAnOwner = (members: Member[], changing: string, role: Role | undefined): void => {
  const owners = members.filter((member) => member.role === "owner");
  if (role !== "owner" && owners.length === 1 && owners[0]?.email === changing)
    throw new Refusal("not-empty", "A team keeps at least one owner. Name another one first.");
};

/** The team's revision grows with each change of its members, so two changes in one moment cannot both hold. */
const commit = (work: Work, team: Team, write: Write): Promise<void> =>
  work.commit({
    writes: [
      { write: "replace", record: { kind: "team", value: nextRevision(team, {}, isoTime(work.now)) } },
      write,
    ],
    events: [],
    result: { kind: "team", keys: { team: team.slug } },
  });

const teamFor = async (work: Work, slug: string): Promise<{ team: Team; members: Member[] }> => {
  await allow(work.stores, work.caller, slug, "change-members", "team");
  const { team, held: members } = await teamThen(work, slug, () => work.stores.members(slug));
  if (!team) throw notFound("team");
  return { team, members };
};
