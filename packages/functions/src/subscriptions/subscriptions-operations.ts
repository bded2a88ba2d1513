import type { PlatformWork } from "@latchkey/core/platform/work";
import { invalidInput, notFound } from "@latchkey/core/refusal";
import { actOnSubscription } from "@latchkey/core/subscription/act-on-subscription";
import { addSubscriber } from "@latchkey/core/subscription/add-subscriber";
import { applyForService } from "@latchkey/core/subscription/apply-for-service";
import { listApplications, listDecisions } from "@latchkey/core/subscription/list-applications";
import { listLivingSubscriptions } from "@latchkey/core/subscription/list-living-subscriptions";
import { listSubscriptionsOfTeams } from "@latchkey/core/subscription/list-subscriptions-of-teams";
import { missingApprovals } from "@latchkey/core/subscription/missing-approvals";
import { possibleActions } from "@latchkey/core/subscription/possible-actions";
import {
  listSubscriptionsOfConsumer,
  listSubscriptionsOfService,
  readSubscriptionRevision,
  seeSubscription,
} from "@latchkey/core/subscription/read-subscription";
import { type Subscription, SubscriptionStatus } from "@latchkey/core/subscription/subscription";
import { type Sides, sidesOf } from "@latchkey/core/subscription/subscription-authority";
import {
  NewSubscriber,
  NewSubscription,
  SubscriptionAction,
  SubscriptionActionInput,
} from "@latchkey/core/subscription/subscription-input";
import type { StatusFilter } from "@latchkey/core/subscription/subscription-store";
import { line } from "@latchkey/core/text";
import * as z from "zod/mini";
import { revisionTag } from "../http/etag.ts";
import { list, operation, PageQuery, type Params, pageOf, resource } from "../http/operation.ts";
import { PageAnswer } from "../http/page-answer.ts";
import { TeamQuery, teamFilter } from "../http/team-list.ts";
import { SubscriptionView, shownDecision, shownSubscription } from "./subscription-view.ts";

const withActions = async (work: PlatformWork, subscription: Subscription, sides?: Sides) => ({
  ...shownSubscription(subscription),
  ...(await missingApprovals(work, subscription)),
  actions: await possibleActions(work, subscription, sides ?? (await sidesOf(work, subscription))),
});

const readAgain = async (work: PlatformWork, { subscription: id = "" }: Params) => {
  const { subscription, sides } = await seeSubscription(work, id);
  return resource(await withActions(work, subscription, sides));
};

const StatusQuery = z.strictObject({ ...PageQuery, status: z.optional(SubscriptionStatus) });

const SubscriptionsQuery = z.strictObject({
  ...TeamQuery.shape,
  service: z.optional(line(80)),
  status: z.optional(SubscriptionStatus),
  q: z.optional(line(100)),
});

/** By a service it is what lives of it; else what all consumers of the teams have. */
const subscriptionsOf = (work: PlatformWork, query: z.output<typeof SubscriptionsQuery>) => {
  const { service, status, q } = query;
  if (service === undefined)
    return listSubscriptionsOfTeams(
      work,
      { ...teamFilter(query), ...(status ? { status } : {}), ...(q === undefined ? {} : { q }) },
      pageOf(query),
    );
  if (status !== undefined || q !== undefined)
    throw invalidInput(status === undefined ? "q" : "status", "not together with `service`");
  return listLivingSubscriptions(work, { service, ...teamFilter(query) }, pageOf(query));
};

export const ApplicationStatus = z._default(z.enum(["pending", "decided"]), "pending");

const ApplicationsQuery = z.strictObject({
  ...TeamQuery.shape,
  status: ApplicationStatus,
});

const filterOf = ({ status }: z.infer<typeof StatusQuery>): StatusFilter =>
  status === undefined ? {} : { status };

/** An action that does not exist is a path that does not. */
const actionOf = ({ action }: Params): SubscriptionAction => {
  const parsed = SubscriptionAction.safeParse(action);
  if (!parsed.success) throw notFound("action");
  return parsed.data;
};

/** Those of a consumer or of a service, ended ones included. */
const listingOf = (
  side: "consumer" | "service",
  summary: string,
  listed: typeof listSubscriptionsOfConsumer | typeof listSubscriptionsOfService,
) =>
  operation({
    summary,
    query: StatusQuery,
    answer: PageAnswer(SubscriptionView),
    handle: async (work, { params, query }) =>
      list(await listed(work, params[side] ?? "", filterOf(query), pageOf(query)), shownSubscription),
  });

export const subscriptionsOperations = {
  applyForService: operation({
    summary: "Apply for a service.",
    body: NewSubscription,
    answer: SubscriptionView,
    status: 201,
    handle: async (work, { params, body }) =>
      resource(await withActions(work, await applyForService(work, params["consumer"] ?? "", body)), 201),
    replay: readAgain,
  }),
  listSubscriptionsOfConsumer: listingOf(
    "consumer",
    "The subscriptions of a consumer, ended ones included.",
    listSubscriptionsOfConsumer,
  ),
  addSubscriber: operation({
    summary: "Give a consumer a subscription without an application. Active at once; its team may cancel.",
    body: NewSubscriber,
    answer: SubscriptionView,
    status: 201,
    handle: async (work, { params, body }) =>
      resource(
        await withActions(work, await addSubscriber(work, { service: params["service"] ?? "", ...body })),
        201,
      ),
    replay: readAgain,
  }),
  listSubscriptionsOfService: listingOf(
    "service",
    "The subscriptions to a service, ended ones included, with the actions that the caller may take as the provider.",
    listSubscriptionsOfService,
  ),
  listSubscriptions: operation({
    summary:
      "The subscriptions of all of the caller's consumers, or the living ones of them to one service. A page may hold fewer than its limit and have a cursor.",
    query: SubscriptionsQuery,
    searches: ["q", "status"],
    answer: PageAnswer(SubscriptionView),
    handle: async (work, { query }) => list(await subscriptionsOf(work, query), shownSubscription),
  }),
  listApplications: operation({
    summary:
      "What waits for a decision of the caller, the longest waiting of each team first; or what was decided, the latest first.",
    query: ApplicationsQuery,
    answer: PageAnswer(SubscriptionView),
    handle: async (work, { query }) =>
      query.status === "decided"
        ? list(await listDecisions(work, teamFilter(query), pageOf(query)), shownDecision)
        : list(await listApplications(work, teamFilter(query), pageOf(query)), shownSubscription),
  }),
  readSubscription: operation({
    summary: "A subscription, its history, and the actions that the caller may take now.",
    answer: SubscriptionView,
    handle: (work, { params }) => readAgain(work, params),
    tag: async (work, { subscription = "" }) =>
      revisionTag(await readSubscriptionRevision(work, subscription)),
  }),
  actOnSubscription: operation({
    summary: "Decide on a subscription, or change its course.",
    body: SubscriptionActionInput,
    answer: SubscriptionView,
    handle: async (work, { params, body }) =>
      resource(
        await withActions(
          work,
          await actOnSubscription(work, params["subscription"] ?? "", actionOf(params), body),
        ),
      ),
    replay: readAgain,
  }),
};
