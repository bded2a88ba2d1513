import { isoTime } from "../clock.ts";
import type { NewEvent } from "../event/event.ts";
import { keepImmutable } from "../immutable.ts";
import { invalidInput } from "../refusal.ts";
import { nextRevision, patched } from "../resource.ts";
import { requireGrant } from "../stage/iam-upstream.ts";
import { refuseOwnAddress } from "../stage/own-address.ts";
import { refuseUnreachable } from "../stage/reachable-address.ts";
import { planPublication } from "./ask-for-publication.ts";
import { isAnotherEnd, plannedDeprecation } from "./deprecation.ts";
import { refuseModelsOf, refuseToolsOf } from "./kind-fields.ts";
import { planApprovers } from "./plan-approvers.ts";
import { chatEvents, plannedChat } from "./plan-chat.ts";
import { droppedPlans } from "./plans.ts";
import { requireConcurrency, requireDecider, requirePeople, requireSize } from "./publish.ts";
import type { Service } from "./service.ts";
import { serviceFor } from "./service-for.ts";
import type { ServicePatch } from "./service-input.ts";
import type { ServiceWork } from "./service-work.ts";
import { refuseSignedHeaders, sealHeaders, withHeaders } from "./upstream-headers.ts";
import { plannedKeys } from "./upstream-keys.ts";

export const changeService = async (
  work: ServiceWork,
  reference: string,
  patch: ServicePatch,
): Promise<Service> => {
  const service = await serviceFor(work, reference);
  keepImmutable(service, patch, ["slug", "team", "kind"]);
  if (patch.status === "draft" && service.status !== "draft")
    throw invalidInput("/status", "A service that was published is retired, not made a draft again.");
  requireConcurrency(work.limits, patch);
  refuseModelsOf(service.kind, patch.models);
  refuseToolsOf(service.kind, patch.scopes);
  const { upstream, openapi, deprecation, chat, slug: _slug, team: _team, kind: _kind, ...rest } = patch;
  const changed = nextRevision(
    service,
    {
      ...rest,
      ...(rest.plans ? { formerPlans: droppedPlans(service, rest.plans) } : {}),
      openapi: openapi && JSON.stringify(openapi),
      deprecation: deprecation && plannedDeprecation(service, deprecation, work.now),
      chat: chat?.length ? await plannedChat(work, service, chat) : chat && null,
      ...(upstream ? { upstream: await changedUpstream(work, service, upstream) } : {}),
    },
    isoTime(work.now),
  );
  requireSize(changed);
  await requireDecider(work, changed);
  if (patch.approvalsNeeded || patch.approvers) await requirePeople(work, changed);
  const approvers = patch.approvers && (await planApprovers(work, service, patch.approvers, false));
  const asked = planPublication(work, service, changed, patch.status === "published");
  const value = patched(changed, {
    ...(approvers ? { approversPending: approvers.approversPending } : {}),
    publication: asked.publication,
  });
  await work.commit({
    writes: [
      { write: "replace", record: { kind: "service", value } },
      ...(approvers?.writes ?? []),
      ...asked.writes,
    ],
    events: [
      ...movedEvents(work, service, changed),
      ...(approvers?.events ?? []),
      ...asked.events,
      ...statusEvents(work, service, changed),
      ...deprecationEvents(work, service, changed),
      ...chatEvents(work.actor, service, changed),
    ],
    result: { kind: "service", keys: { service: service.slug } },
  });
  return value;
};

const changedUpstream = async (
  work: ServiceWork,
  service: Service,
  { headers, setHeaders, ...patch }: NonNullable<ServicePatch["upstream"]>,
): Promise<Service["upstream"]> => {
  const { upstream } = service;
  const url = patch.url ?? upstream.url;
  // An address that was stored earlier is refused at the connection.
  if (patch.url !== undefined) {
    refuseOwnAddress(work.stage, "/upstream/url", url);
    refuseUnreachable(work.stage, "/upstream/url", service.team, url);
  }
  // Another origin may have another owner: it must not receive the secrets that were given for the former origin.
  const isMoved = new URL(url).origin !== new URL(upstream.url).origin;
  if (!headers && hasHeaders(upstream) && isMoved)
    throw invalidInput("/upstream/headers", "to be given again, as the upstream's origin changes");
  if (headers && setHeaders)
    throw invalidInput("/upstream/setHeaders", "not beside headers, which are all that there are");
  const auth = patch.auth === null ? undefined : (patch.auth ?? upstream.auth);
  // A grant that has ended since is refused at the call.
  if (patch.url !== undefined || patch.auth)
    requireGrant(work.stage, patch.auth ? "/upstream/auth" : "/upstream/url", service.team, { url, auth });
  const sealedHeaders = headers
    ? await sealHeaders(work, service.id, headers)
    : await withHeaders(work, service, setHeaders ?? {});
  refuseSignedHeaders(auth, headers ? Object.keys(headers) : Object.keys(sealedHeaders));
  return {
    url,
    timeoutSeconds: patch.timeoutSeconds ?? upstream.timeoutSeconds,
    sealedHeaders,
    ...(auth ? { auth } : {}),
    ...(await plannedKeys(work, { id: service.id, before: upstream.keys, auth, isMoved }, patch.keys)),
  };
};

const hasHeaders = ({ sealedHeaders }: Service["upstream"]): boolean => Object.keys(sealedHeaders).length > 0;

/** Every owner hears where calls go from now on. */
const movedEvents = (
  work: ServiceWork,
  before: Service,
  { team, slug, upstream: { url } }: Service,
): NewEvent[] =>
  before.upstream.url === url
    ? []
    : [{ type: "upstream.moved", actor: work.actor, team, service: slug, origin: new URL(url).origin }];

const statusEvents = (work: ServiceWork, before: Service, after: Service): NewEvent[] => {
  if (before.status === after.status || after.status === "draft") return [];
  const type = after.status === "published" ? "service.published" : "service.retired";
  return [{ type, actor: work.actor, team: after.team, service: after.slug }];
};

const deprecationEvents = ({ actor }: ServiceWork, before: Service, after: Service): NewEvent[] => {
  if (!isAnotherEnd(before, after)) return [];
  const of = { actor, team: after.team, service: after.slug };
  return after.deprecation
    ? [
        { type: "service.deprecated", ...of },
        { type: "service.deprecation-notice", ...of },
      ]
    : [
        { type: "service.deprecation-ended", ...of },
        { type: "service.deprecation-taken-back", ...of },
      ];
};
