import { Role } from "@latchkey/core/access/role";
import { MemberRole, NewTeam, OnLeak, Team, TeamPatch } from "@latchkey/core/team/team";
import { answerObject, inner, nounDocs, requestObject, vocabulary } from "../http/documented.ts";
import { exampleResource, RESOURCE } from "../http/resource-texts.ts";
import { MemberAnswer, PersonView, TeamView } from "./team-view.ts";
import type { teamsOperations } from "./teams-operations.ts";

const MEMBER = {
  email: "The address that the identity provider has verified. The membership is found by it.",
  role: "What the person may do in the team.",
  status: "`invited` until the person accepts. An invited person has no rights yet.",
  expiresAt: "The end of the invitation. Absent for a member.",
  mail: "Why nothing is mailed to the address: mails bounced, or its owner complained. Absent where mails arrive.",
} as const;

const TEAM = {
  slug: "The team's name in paths and in every `team` field. It never changes and is never given again.",
  name: "The name that people read.",
  timeZone: "An IANA time zone. Days and months of quotas begin in it.",
  onLeak:
    "What becomes of a secret of the team's credentials that is reported as found in public; `revoke` where it was never set.",
  maxCredentialDays: "How many days after its creation a credential of the team ends at the latest.",
} as const;

export const teamsDocs = nounDocs<typeof teamsOperations>({
  tags: {
    teams: "Teams own services and consumers. People are their members.",
    people: "Everybody who belongs to a team, for platform admins.",
  },
  schemas: [
    vocabulary(
      "Role",
      Role,
      "A `viewer` reads; a `member` also manages consumers, credentials and subscriptions; an `owner` also the team, its services and decisions.",
    ),
    vocabulary(
      "TeamStatus",
      Team.shape.status,
      "Calls of a `suspended` team's consumers, and to its services, are refused.",
    ),
    vocabulary(
      "OnLeak",
      OnLeak,
      "`revoke`: a secret that is reported as found in public ends at once. `notify`: owners are told, and nothing ends.",
    ),
    vocabulary("MemberStatus", MemberAnswer.shape.status, "Whether a person has accepted to be a member."),
    vocabulary("MailTrouble", inner(MemberAnswer.shape.mail), "Why nothing is mailed to an address."),
    answerObject("Team", TeamView, {
      description: "A team.",
      properties: {
        ...RESOURCE,
        ...TEAM,
        status: "A platform admin suspends and resumes it.",
        members: "Members and invited people, where one team is read; absent in lists.",
      },
      example: {
        ...exampleResource("tea"),
        slug: "weather",
        name: "Weather",
        timeZone: "Europe/Berlin",
        status: "active",
        onLeak: "revoke",
        members: [{ email: "pat@example.com", role: "owner", status: "active" }],
      },
    }),
    answerObject("Member", inner(TeamView.shape.members), {
      description: "A person's place in a team, or an invitation to one.",
      properties: MEMBER,
    }),
    answerObject("Membership", MemberAnswer, {
      description: "A person's place in a team, as a resource of its own.",
      properties: { ...RESOURCE, team: "The team's slug.", ...MEMBER },
      example: {
        ...exampleResource("mem"),
        team: "weather",
        email: "kim@example.com",
        role: "member",
        status: "invited",
        expiresAt: "2026-02-14T12:00:00.000Z",
      },
    }),
    answerObject("Person", PersonView, {
      description: "A person who belongs to a team.",
      properties: { email: MEMBER.email, teams: "The person's teams and roles." },
    }),
    answerObject("TeamRole", inner(PersonView.shape.teams), {
      description: "A team and a role in it.",
      properties: { team: "The team's slug.", role: MEMBER.role },
    }),
    requestObject("NewTeam", NewTeam, {
      description: "A team to be made.",
      properties: {
        ...TEAM,
        timeZone: "An IANA time zone; `UTC` where it is absent. Days and months of quotas begin in it.",
        owners:
          "Addresses of its first owners. A person who makes a team is one of them; the others are invited.",
      },
      example: { slug: "weather", name: "Weather", owners: ["pat@example.com"], timeZone: "Europe/Berlin" },
    }),
    requestObject("TeamPatch", TeamPatch, {
      description: "What changes of a team. What is absent stays.",
      properties: {
        name: TEAM.name,
        timeZone: TEAM.timeZone,
        onLeak: TEAM.onLeak,
        maxCredentialDays: `${TEAM.maxCredentialDays} \`null\` removes the rule.`,
      },
      example: { name: "Weather and climate" },
    }),
    requestObject("MemberRole", MemberRole, {
      description: "The role that a person gets.",
      properties: { role: MEMBER.role },
      example: { role: "member" },
    }),
  ],
  operations: {
    createTeam: {
      tag: "teams",
      description:
        "A person who makes a team becomes its owner; other `owners` are invited by mail. Programs make none, except as platform admins.",
      refuses: ["name-taken"],
    },
    listTeams: { tag: "teams", description: "In the order of their making, without members.", refuses: [] },
    readTeam: { tag: "teams", description: "For its members and platform admins.", refuses: [] },
    changeTeam: { tag: "teams", description: "For its owners.", refuses: [] },
    deleteTeam: {
      tag: "teams",
      description: "For its owners, once it has neither services nor consumers.",
      refuses: ["not-empty"],
    },
    suspendTeam: {
      tag: "teams",
      description:
        "For platform admins. Its credentials are refused as `team-suspended` within five seconds.",
      refuses: [],
      changesExisting: true,
    },
    resumeTeam: { tag: "teams", description: "For platform admins.", refuses: [], changesExisting: true },
    setMember: {
      tag: "teams",
      description:
        "For owners of the team. A new address gets one mail with a link and is a member once it accepts, within 14 days; `status` is `invited` until then.",
      refuses: ["name-taken", "not-empty", "limit-reached"],
    },
    removeMember: {
      tag: "teams",
      description: "For owners of the team, and for the person themselves. A team keeps at least one owner.",
      refuses: ["not-empty"],
    },
    listPeople: { tag: "people", description: "Sorted by address.", refuses: [] },
  },
});
