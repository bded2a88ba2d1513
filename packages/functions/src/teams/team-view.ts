import { ResourceFields } from "@latchkey/core/resource";
import { type Member, Role, Team } from "@latchkey/core/team/team";
import * as z from "zod/mini";

const MemberView = z.object({ email: z.string(), role: Role });

export const TeamView = z.object({ ...Team.shape, members: z.optional(z.array(MemberView)) });
export type TeamView = z.infer<typeof TeamView>;

export const teamView = (team: Team, members?: readonly Member[]): TeamView => ({
  ...team,
  ...(members ? { members: members.map(({ email, role }) => ({ email, role })) } : {}),
});

export const MemberAnswer = z.object({ ...ResourceFields, team: z.string(), email: z.string(), role: Role });

export const PersonView = z.object({
  email: z.string(),
  teams: z.array(z.object({ team: z.string(), role: Role })),
});
