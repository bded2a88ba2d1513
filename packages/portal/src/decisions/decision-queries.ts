import { queryOptions } from "@tanstack/react-query";
import { answerOf, api } from "../api/connection.ts";
import { LARGEST_PAGE, readAll } from "../api/list-query.ts";
import type { Me, Subscription } from "../api/resources.ts";
import { PLATFORM_SERVICE } from "../catalog/platform-service.ts";
import { everySubscriptionTo } from "../subscriptions/service-subscriptions.ts";
import { type Asked, askedSince, isWaiting } from "../subscriptions/waiting.ts";
import { lastDecision } from "./last-decision.ts";

const MAX_PAGES = 5;
const MAX_SERVICES = 100;
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

/** Slugs of the services that this person has decided about: those of its teams, and an admin's of the platform. */
const askedAbout = async (me: Me | undefined, signal: AbortSignal): Promise<string[]> => {
  const owned = new Set(me?.teams.filter(({ role }) => role === "owner").map(({ team }) => team));
  const services =
    owned.size === 0
      ? []
      : await readAll(
          (cursor) =>
            answerOf(
              api().GET("/v1/services", { params: { query: { ...cursor, limit: LARGEST_PAGE } }, signal }),
            ),
          MAX_PAGES,
        );
  const slugs = services
    .filter(({ team, slug }) => owned.has(team) && slug !== PLATFORM_SERVICE)
    .map(({ slug }) => slug);
  return [...(me?.admin ? [PLATFORM_SERVICE] : []), ...slugs].slice(0, MAX_SERVICES);
};

/** What was decided, the latest decision first. Asked for when it is looked at, and not again and again. */
export const decidedQuery = (me: Me | undefined) =>
  queryOptions({
    queryKey: ["subscriptions", "decided", me?.id],
    enabled: me !== undefined,
    staleTime: DECIDED_STALE_MS,
    queryFn: async ({ signal }): Promise<Subscription[]> => {
      const found = await everySubscriptionTo(await askedAbout(me, signal), signal);
      const decidedAt = (each: Subscription): string => lastDecision(each)?.at ?? "";
      return found
        .filter((each) => !isWaiting(each) && lastDecision(each) !== undefined)
        .toSorted((one, other) => decidedAt(other).localeCompare(decidedAt(one)));
    },
  });
