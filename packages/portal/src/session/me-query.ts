import { queryOptions, useQuery } from "@tanstack/react-query";
import { answerOf, api } from "../api/connection.ts";
import type { Me } from "../api/resources.ts";

export const meQuery = queryOptions({
  queryKey: ["me"],
  staleTime: 60_000,
  queryFn: ({ signal }) => answerOf(api().GET("/v1/me", { signal })),
});

export const useMe = (): Me | undefined => useQuery(meQuery).data;

/** Whether somebody may change what a team has: everybody in it but viewers. Only a hint for the page, as the next. */
export const mayChange = (me: Me | undefined, team: string | undefined): boolean =>
  me !== undefined && (me.admin || me.teams.some((each) => each.team === team && each.role !== "viewer"));

/** Whether somebody may do what only owners of a team may. Only a hint for the page: the API decides. */
export const isOwner = (me: Me | undefined, team: string | undefined): boolean =>
  me !== undefined && (me.admin || me.teams.some((each) => each.team === team && each.role === "owner"));
