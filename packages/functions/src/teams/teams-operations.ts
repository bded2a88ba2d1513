import { deleteTeam } from "@latchkey/core/offboarding/delete-team";
import type { PlatformWork } from "@latchkey/core/platform/work";
import { invalidInput } from "@latchkey/core/refusal";
import { changeTeam } from "@latchkey/core/team/change-team";
import { createTeam } from "@latchkey/core/team/create-team";
import { listPeople } from "@latchkey/core/team/list-people";
import { listTeams, membershipOf, readTeam } from "@latchkey/core/team/read-team";
import { removeMember } from "@latchkey/core/team/remove-member";
import { setMember } from "@latchkey/core/team/set-member";
import { resumeTeam, suspendTeam } from "@latchkey/core/team/suspend-team";
import { MemberRole, NewTeam, type Team, TeamPatch } from "@latchkey/core/team/team";
import { Email } from "@latchkey/core/text";
import { list, operation, PageOnly, type Params, pageOf, reading, resource } from "../http/operation.ts";
import { PageAnswer } from "../http/page-answer.ts";
import { removal } from "../http/removal.ts";
import { MemberAnswer, mailOf, PersonView, placeView, TeamView, teamView } from "./team-view.ts";

const readAgain = async (work: PlatformWork, { team = "" }: Params) => {
  const found = await readTeam(work, team);
  return teamResource(teamView(found.team, found));
};

/** Whether mails arrive changes no revision, so the ETag says it too. */
const teamResource = (team: TeamView, status: 200 | 201 = 200) =>
  resource(
    team,
    status,
    team.members?.flatMap(({ email, mail }) => (mail === undefined ? [] : [[email, mail]])),
  );

/** One revision of a team has the same text in every answer: so its ETag is valid for all of them. */
const withMembers = async (work: PlatformWork, team: Team) =>
  teamView(team, await membershipOf(work, team.slug));

const emailOf = ({ email = "" }: Params): string => {
  const parsed = Email.safeParse(email);
  if (!parsed.success) throw invalidInput("email", "an e-mail address");
  return parsed.data;
};

/** Suspends a team, or resumes it. */
const turning = (summary: string, turn: (work: PlatformWork, team: string) => Promise<Team>) =>
  operation({
    summary,
    answer: TeamView,
    handle: async (work, { params }) =>
      teamResource(await withMembers(work, await turn(work, params["team"] ?? ""))),
    replay: readAgain,
  });

export const teamsOperations = {
  createTeam: operation({
    summary: "Make a team. A person becomes its owner.",
    body: NewTeam,
    answer: TeamView,
    status: 201,
    handle: async (work, { body }) =>
      teamResource(await withMembers(work, await createTeam(work, body)), 201),
    replay: readAgain,
  }),
  listTeams: operation({
    summary: "The caller's teams; all of them for an admin.",
    query: PageOnly,
    answer: PageAnswer(TeamView),
    handle: async (work, { query }) => list(await listTeams(work, pageOf(query)), (team) => teamView(team)),
  }),
  readTeam: reading("A team and its members.", TeamView, readAgain),
  changeTeam: operation({
    summary: "Rename a team, or set its time zone.",
    body: TeamPatch,
    answer: TeamView,
    handle: async (work, { params, body }) =>
      teamResource(await withMembers(work, await changeTeam(work, params["team"] ?? "", body))),
  }),
  deleteTeam: removal({
    summary: "Delete an empty team. Its slug is never given again.",
    remove: (work, params) => deleteTeam(work, params["team"] ?? ""),
  }),
  suspendTeam: turning("Stop all calls of the team's consumers and to its services.", suspendTeam),
  resumeTeam: turning("Let a suspended team's calls through again.", resumeTeam),
  listPeople: operation({
    summary: "Everybody who belongs to a team, and their teams; for platform admins.",
    query: PageOnly,
    answer: PageAnswer(PersonView),
    handle: async (work, { query }) => list(await listPeople(work, pageOf(query))),
  }),
  setMember: operation({
    summary: "Invite a person to a team, or change a role. An admin adds a member at once.",
    body: MemberRole,
    answer: MemberAnswer,
    handle: async (work, { params, body }) => {
      const email = emailOf(params);
      const place = placeView(await setMember(work, params["team"] ?? "", email, body.role));
      const { suppressions } = await membershipOf(work, place.team);
      return resource({ ...place, ...mailOf(email, suppressions) });
    },
  }),
  removeMember: removal({
    summary: "Remove a person from a team, or withdraw an invitation.",
    remove: (work, params) => removeMember(work, params["team"] ?? "", emailOf(params)),
  }),
};
