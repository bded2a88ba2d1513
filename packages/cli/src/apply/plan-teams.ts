import type { Schemas } from "@latchkey/client/operations";
import type { DeclaredTeam } from "../declaration/declaration.ts";
import type { Fields } from "./patched-fields.ts";
import { differing, withoutNulls } from "./same.ts";
import { chainOf, changeOf, joined, type Planned, type Step } from "./step.ts";

export type TeamThere = Schemas["Team"];

export interface TeamPlan {
  readonly there: ReadonlyMap<string, TeamThere>;
  readonly fields: Fields;
  /** The team whose members that the file lacks are removed, and who is never one of them. */
  readonly prune?: { readonly team: string; readonly self: string | undefined };
}

/** Teams, each with its members behind it. */
export const planTeams = (teams: readonly DeclaredTeam[], plan: TeamPlan): Planned =>
  joined(
    teams.map((team, index) => {
      const at = ["teams", index];
      const there = plan.there.get(team.slug);
      const steps = [...planTeam(team, at, there, plan.fields), ...planMembers(team, at, there)];
      const removed = plan.prune?.team === team.slug ? removedMembers(team, there, plan.prune.self) : [];
      return { chains: chainOf([...steps, ...removed]), faults: [], notes: [] };
    }),
  );

const planTeam = (
  team: DeclaredTeam,
  at: readonly PropertyKey[],
  there: TeamThere | undefined,
  fields: Fields,
): Step[] => {
  const { members: _, owners, ...said } = team;
  if (there)
    return changeOf(
      { kind: "team", name: team.slug, at, path: `/v1/teams/${team.slug}` },
      differing(said, there, fields.team),
    );
  const body = withoutNulls({ ...said, owners: owners?.length ? owners : undefined });
  return [
    { action: "create", kind: "team", name: team.slug, at, ask: { method: "POST", path: "/v1/teams", body } },
  ];
};

type Role = "owner" | "member" | "viewer";
interface Named {
  email: string;
  role: Role;
  at: readonly PropertyKey[];
}

const namedIn = ({ owners, members }: DeclaredTeam, at: readonly PropertyKey[]): Named[] => [
  ...(owners ?? []).map((email, index) => ({ email, role: "owner" as const, at: [...at, "owners", index] })),
  ...(members ?? []).map((member, index) => ({
    ...(typeof member === "string" ? { email: member, role: "member" as const } : member),
    at: [...at, "members", index],
  })),
];

/** Whom a new team has at once: its first owners are members, or are invited, as it is made. */
const planMembers = (team: DeclaredTeam, at: readonly PropertyKey[], there: TeamThere | undefined): Step[] =>
  namedIn(team, at)
    .filter(({ email, role }) => {
      const known = there?.members?.find((member) => member.email.toLowerCase() === email);
      return there ? known?.role !== role : role !== "owner";
    })
    .map(({ email, role, at }) => ({
      action: there?.members?.some((member) => member.email.toLowerCase() === email) ? "change" : "create",
      kind: "member",
      name: `${team.slug}/${email}`,
      detail: role,
      at,
      ask: { method: "PUT", path: memberPath(team.slug, email), body: { role } },
    }));

/** Only of a team whose members the file says at all. */
const removedMembers = (
  team: DeclaredTeam,
  there: TeamThere | undefined,
  self: string | undefined,
): Step[] => {
  const named = new Set(namedIn(team, []).map(({ email }) => email));
  if (named.size === 0) return [];
  return (there?.members ?? [])
    .map(({ email }) => email)
    .filter((email) => !named.has(email.toLowerCase()) && email.toLowerCase() !== self?.toLowerCase())
    .map((email) => ({
      action: "remove",
      kind: "member",
      name: `${team.slug}/${email}`,
      ask: { method: "DELETE", path: memberPath(team.slug, email) },
    }));
};

const memberPath = (team: string, email: string): string =>
  `/v1/teams/${team}/members/${encodeURIComponent(email)}`;
