import { queryOptions, useQuery } from "@tanstack/react-query";
import { answerOf, api } from "../api/connection.ts";
import type { Me } from "../api/resources.ts";

export const meQuery = queryOptions({
  queryKey: ["me"],
  staleTime: 60_000,
  queryFn: ({ signal }) => answerOf(api().GET("/v1/me", { signal })),
});

export const useMe = (): Me | undefined => useQuery(meQuery).data;

/** Whether the person may change a team's resources: all members but viewers. Only a hint for the page, like the next. */
export const mayChange = (me: Me | undefined, team: string | undefined): boolean =>
  me !== undefined && (me.admin || me.teams.some((each) => each.team === team && each.role !== "viewer"));

/** Whether the person has the rights of a team's owner. Only a hint for the page: the API decides. */
export const isOwner = (me: Me | undefined, team: string | undefined): boolean =>
  me !== undefined && (me.admin || me.teams.some((each) => each.team === team && each.role === "owner"));
