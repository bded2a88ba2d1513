import { allow } from "../access/access.ts";
import { isoTime } from "../clock.ts";
import type { NewEvent } from "../event/event.ts";
import { newId } from "../id.ts";
import { taken } from "../ownership/first-come.ts";
import { notFound, Refusal } from "../refusal.ts";
import { firstRevision } from "../resource.ts";
import { requireGrant } from "../stage/iam-upstream.ts";
import { refuseOwnAddress } from "../stage/own-address.ts";
import { refuseUnreachable } from "../stage/reachable-address.ts";
import { refuseReservedSlug } from "../team/reserved-slug.ts";
import { planPublication } from "./ask-for-publication.ts";
import { plannedDeprecation } from "./deprecation.ts";
import { refuseModelsOf, refuseToolsOf } from "./kind-fields.ts";
import { planApprovers } from "./plan-approvers.ts";
import { chatEvents, plannedChat } from "./plan-chat.ts";
import { requireConcurrency, requireDecider, requirePeople, requireSize } from "./publish.ts";
import type { Service } from "./service.ts";
import type { NewService } from "./service-input.ts";
import type { ServiceWork } from "./service-work.ts";
import { refuseSignedHeaders, sealHeaders } from "./upstream-headers.ts";
import { plannedKeys } from "./upstream-keys.ts";

export const createService = async (work: ServiceWork, input: NewService): Promise<Service> => {
  await allow(work.stores, work.caller, input.team, "change-services", "team");
  if (!(await work.stores.team(input.team))) throw notFound("team");
  refuseReservedSlug(work, input.slug);
  requireConcurrency(work.limits, input);
  refuseModelsOf(input.kind, input.models);
  refuseToolsOf(input.kind, input.scopes);
  refuseOwnAddress(work.stage, "/upstream/url", input.upstream.url);
  refuseUnreachable(work.stage, "/upstream/url", input.team, input.upstream.url);
  requireGrant(work.stage, "/upstream/auth", input.team, input.upstream);
  refuseSignedHeaders(input.upstream.auth, Object.keys(input.upstream.headers ?? {}));
  const id = newId("svc", work.now, work.random);
  const {
    openapi,
    deprecation,
    chat,
    upstream: { headers, ...upstream },
    ...rest
  } = input;
  const approvers = await planApprovers(work, input, input.approvers, true);
  const service: Service = {
    ...rest,
    ...(approvers.approversPending ? { approversPending: approvers.approversPending } : {}),
    ...(openapi ? { openapi: JSON.stringify(openapi) } : {}),
    ...(chat?.length ? { chat: await plannedChat(work, { id, team: input.team }, chat) } : {}),
    ...(deprecation ? { deprecation: plannedDeprecation({ slug: input.slug }, deprecation, work.now) } : {}),
    ...firstRevision(id, isoTime(work.now)),
    upstream: {
      url: upstream.url,
      timeoutSeconds: upstream.timeoutSeconds ?? 30,
      sealedHeaders: await sealHeaders(work, id, headers ?? {}),
      ...(upstream.auth ? { auth: upstream.auth } : {}),
      ...(await plannedKeys(
        work,
        { id, before: undefined, auth: upstream.auth, isMoved: false },
        upstream.keys,
      )),
    },
  };
  requireSize(service);
  await requireDecider(work, service);
  await requirePeople(work, service);
  const { publication, writes, events } = planPublication(work, undefined, service);
  const value: Service = { ...service, ...(publication ? { publication } : {}) };
  await work.commit({
    writes: [
      {
        write: "create",
        record: { kind: "service", value },
        otherwise: taken("service-slug"),
      },
      ...approvers.writes,
      {
        write: "count",
        counter: { of: "team", slug: service.team, what: "services" },
        by: 1,
        most: work.limits.servicesPerTeam,
        otherwise: new Refusal(
          "limit-reached",
          `A team has at most ${work.limits.servicesPerTeam} services.`,
        ),
      },
      ...writes,
    ],
    events: [
      ...approvers.events,
      ...events,
      ...publishedEvents(work, service),
      ...chatEvents(work.actor, undefined, service),
    ],
    result: { kind: "service", keys: { service: service.slug } },
  });
  return value;
};

const publishedEvents = ({ actor }: ServiceWork, { status, team, slug }: Service): NewEvent[] =>
  status === "published" ? [{ type: "service.published", actor, team, service: slug }] : [];
