import { queryOptions } from "@tanstack/react-query";
import { answerOf, api, ifRevision, onceOnly } from "../api/connection.ts";
import { listQuery, PAGE_SIZE } from "../api/list-query.ts";
import type { Place, Role, Team } from "../api/resources.ts";

export const teamsQuery = listQuery(["teams"], (cursor, signal) =>
  answerOf(api().GET("/v1/teams", { params: { query: { ...cursor, limit: PAGE_SIZE } }, signal })),
);

export const teamQuery = (team: string) =>
  queryOptions({
    queryKey: ["team", team],
    queryFn: ({ signal }) => answerOf(api().GET("/v1/teams/{team}", { params: { path: { team } }, signal })),
  });

export const createTeam = (body: { slug: string; name: string }): Promise<Team> =>
  answerOf(api().POST("/v1/teams", { body, params: { header: onceOnly() } }));

export const changeTeam = (
  team: string,
  revision: number,
  body: {
    name?: string;
    timeZone?: string;
    onLeak?: Team["onLeak"];
    maxCredentialDays?: number | null;
  },
): Promise<Team> =>
  answerOf(
    api().PATCH("/v1/teams/{team}", { params: { path: { team } }, headers: ifRevision(revision), body }),
  );

export const deleteTeam = (team: string): Promise<unknown> =>
  answerOf(api().DELETE("/v1/teams/{team}", { params: { path: { team } } }));

export const setMember = (team: string, email: string, role: Role): Promise<Place> =>
  answerOf(
    api().PUT("/v1/teams/{team}/members/{email}", { params: { path: { team, email } }, body: { role } }),
  );

export const removeMember = (team: string, email: string): Promise<unknown> =>
  answerOf(api().DELETE("/v1/teams/{team}/members/{email}", { params: { path: { team, email } } }));
