import { queryOptions } from "@tanstack/react-query";
import { answerOf, api } from "../api/connection.ts";
import { LARGEST_PAGE, listQuery, PAGE_SIZE } from "../api/list-query.ts";
import type { Me, Subscription } from "../api/resources.ts";
import { type Asked, askedSince } from "../subscriptions/waiting.ts";

const DECIDED_STALE_MS = 60_000;

/** Whether approvals may be this person's task: an owner's, and an admin's for the platform. */
export const decides = (me: Pick<Me, "admin" | "teams"> | undefined): boolean =>
  me !== undefined && (me.admin || me.teams.some(({ role }) => role === "owner"));

export interface Waiting {
  /** The longest waiting first. */
  items: readonly Subscription[];
  /** Whether others wait behind these. */
  more: boolean;
}

export const oldestFirst = <T extends Asked>(items: readonly T[]): T[] =>
  items.toSorted((one, other) => (askedSince(one) ?? "").localeCompare(askedSince(other) ?? ""));

/** What waits for this person's decision, over all services: one request, however many services there are. */
export const waitingQuery = (me: Me | undefined) =>
  queryOptions({
    queryKey: ["subscriptions", "applications", me?.id],
    enabled: decides(me),
    queryFn: async ({ signal }): Promise<Waiting> => {
      const { items, cursor } = await answerOf(
        api().GET("/v1/applications", { params: { query: { limit: LARGEST_PAGE } }, signal }),
      );
      return { items: oldestFirst(items), more: cursor !== undefined };
    },
  });

/** What was decided, the latest decision of each team first: page by page, and only when it is looked at. */
export const decidedQuery = (me: Me | undefined) => ({
  ...listQuery(["subscriptions", "decided", me?.id], (cursor, signal) =>
    answerOf(
      api().GET("/v1/applications", {
        params: { query: { ...cursor, status: "decided", limit: PAGE_SIZE } },
        signal,
      }),
    ),
  ),
  enabled: decides(me),
  staleTime: DECIDED_STALE_MS,
});
