import { allow } from "../access/access.ts";
import { isoTime } from "../clock.ts";
import { notFound, Refusal } from "../refusal.ts";
import { nextRevision } from "../resource.ts";
import type { Write } from "../store/change.ts";
import type { Work } from "../work.ts";
import { createMember, newMember } from "./create-team.ts";
import type { Member, Role } from "./team.ts";

/** Adds a person to a team, or changes what they are in it. */
export const setMember = async (work: Work, team: string, email: string, role: Role): Promise<Member> => {
  const members = await membersFor(work, team);
  const known = members.find((member) => member.email === email);
  if (known?.role === role) return known;
  if (!known && members.length >= work.limits.membersPerTeam)
    throw new Refusal("limit-reached", `A team has at most ${work.limits.membersPerTeam} members.`);
  if (known?.role === "owner") keepAnOwner(members, email);
  const member = known
    ? nextRevision(known, { role }, isoTime(work.now))
    : newMember(work, team, email, role);
  const write: Write = known
    ? { write: "replace", record: { kind: "member", value: member } }
    : createMember(member);
  await work.commit({ writes: [write], events: [], result: { kind: "team", keys: { team } } });
  return member;
};

export const removeMember = async (work: Work, team: string, email: string): Promise<void> => {
  const members = await membersFor(work, team);
  const known = members.find((member) => member.email === email);
  if (!known) throw notFound("member");
  keepAnOwner(members, email);
  await work.commit({
    writes: [{ write: "erase", record: { kind: "member", value: known }, tombstone: false }],
    events: [],
    result: { kind: "team", keys: { team } },
  });
};

/** A team whose last owner leaves could be managed by nobody but the platform's admins. */
const keepAnOwner = (members: Member[], leaving: string): void => {
  const staying = members.filter((member) => member.role === "owner" && member.email !== leaving);
  const leaver = members.find((member) => member.email === leaving);
  if (leaver?.role === "owner" && staying.length === 0)
    throw new Refusal("not-empty", "A team keeps at least one owner. Name another one first.");
};

const membersFor = async (work: Work, team: string): Promise<Member[]> => {
  await allow(work.stores, work.caller, team, "change-members", "team");
  if (!(await work.stores.team(team))) throw notFound("team");
  return work.stores.members(team);
};
