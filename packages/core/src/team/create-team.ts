import type { Role } from "../access/role.ts";
import { isoTime } from "../clock.ts";
import { newId } from "../id.ts";
import { planInvitation } from "../invitation/plan-invitation.ts";
import { taken } from "../ownership/first-come.ts";
import { invalidInput, Refusal } from "../refusal.ts";
import { firstRevision } from "../resource.ts";
import type { Write } from "../store/change.ts";
import type { WorkContext } from "../store/work.ts";
import { refuseReservedSlug } from "./reserved-slug.ts";
import type { Member, MemberRecord, NewTeam, Team } from "./team.ts";
import type { TeamWork } from "./team-work.ts";
import { countTeamMade } from "./teams-made.ts";

/** People make teams, become their owners and invite others to be that too; admins make teams for others. */
export const createTeam = async (work: TeamWork, input: NewTeam): Promise<Team> => {
  const { caller, now, random, limits } = work;
  if (caller.kind === "machine" && !caller.admin)
    throw new Refusal("forbidden", "A team is made by a person or a platform admin.");
  refuseReservedSlug(work, input.slug);
  const owners = new Set(input.owners ?? []);
  if (caller.kind === "person" && !(caller.admin && owners.size > 0)) owners.add(caller.email);
  const isAtOnce = (email: string) => caller.admin || (caller.kind === "person" && email === caller.email);
  const invited = [...owners]
    .filter((email) => !isAtOnce(email))
    .map((email) =>
      planInvitation(work, undefined, { team: input.slug, email, offer: { kind: "member", role: "owner" } }),
    );
  if (owners.size > limits.membersPerTeam)
    throw invalidInput("/owners", `at most ${limits.membersPerTeam} members`);
  const at = isoTime(now);
  const team: Team = {
    ...firstRevision(newId("tea", now, random), at),
    slug: input.slug,
    name: input.name,
    timeZone: input.timeZone ?? "UTC",
    status: "active",
    ...(input.onLeak === undefined ? {} : { onLeak: input.onLeak }),
    ...(input.maxCredentialDays === undefined ? {} : { maxCredentialDays: input.maxCredentialDays }),
  };
  await work.commit({
    writes: [
      {
        write: "create",
        record: { kind: "team", value: team },
        otherwise: taken("team-slug"),
      },
      ...countTeamMade(work),
      ...[...owners]
        .filter(isAtOnce)
        .map((email) => createMember(newMember(work, input.slug, email, "owner"))),
      ...invited.flatMap(({ writes }) => writes),
    ],
    // The creator knows whom the request names; each invited person gets a mail of their own.
    events: invited.flatMap(({ events }) => events.filter(({ type }) => type === "invitation.sent")),
    result: { kind: "team", keys: { team: team.slug } },
  });
  return team;
};

export const newMember = (
  work: Pick<WorkContext, "now" | "random">,
  team: string,
  email: string,
  role: Role,
): Member => ({
  ...firstRevision(newId("mem", work.now, work.random), isoTime(work.now)),
  team,
  email,
  role,
});

export const createMember = (member: Member): Write<MemberRecord> => ({
  write: "create",
  record: { kind: "member", value: member },
  otherwise: new Refusal("name-taken", `${member.email} is a member already.`),
});
