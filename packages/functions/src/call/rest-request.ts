import { SLUG } from "@latchkey/core/name-pattern";
import type { CallRequest } from "@latchkey/core/presented/call-request";
import { LATCHKEY_SERVICE } from "@latchkey/core/service/service";
import { isExecuteApi } from "@latchkey/signing/middleware/api-gateway-path";
import type { APIGatewayRequestAuthorizerEvent } from "aws-lambda";
import type { ProviderServices } from "../routes/provider-services.ts";
import type { CallEvent, Plane } from "./call-event.ts";
import { lowerCased } from "./lower-cased.ts";
import { type NamedService, providerService } from "./provider-service.ts";
import { valuePairs } from "./value-pairs.ts";

/** The call that an event of one of Latchkey's two REST APIs describes. */
export const callRequest = (event: CallEvent, plane: Plane): CallRequest => {
  const { path } = event;
  if (plane === "control") return restRequest(event, { slug: LATCHKEY_SERVICE, rest: path });
  const slug = slugOf(path);
  return restRequest(event, { slug: slug ?? "", rest: path.slice((slug?.length ?? 0) + 1) });
};

/** The same for a REST API of a provider; nothing when it names no service. */
export const providerRestRequest = (
  event: APIGatewayRequestAuthorizerEvent,
  services: ProviderServices,
): ProviderRequest | undefined => {
  const { path, stageVariables } = event;
  const { apiId, stage } = event.requestContext;
  const named = providerService({ apiId, stage, stageVariables, path }, services);
  return named && { named, request: restRequest(event, named) };
};

/** A call of a provider's own API, and how its service was named. */
export interface ProviderRequest {
  named: NamedService;
  request: CallRequest;
}

const restRequest = (event: CallEvent, { slug, rest }: NamedService): CallRequest => ({
  method: event.httpMethod,
  path: clientPath(event),
  service: slug,
  rest,
  query: valuePairs(event.multiValueQueryStringParameters),
  headers: lowerCased(event.multiValueHeaders),
  sourceIp: event.requestContext.identity.sourceIp,
  requestId: event.requestContext.requestId,
});

const FIRST_SEGMENT = new RegExp(`^/(${SLUG})(?:/|$)`);

/** Undefined for a value that is no slug: it is neither read nor cached. */
const slugOf = (path: string): string | undefined => FIRST_SEGMENT.exec(path)?.[1];

/** On API Gateway's own host name the client's path has the stage in front; on a domain of ours it has not. */
const clientPath = ({ path, requestContext }: CallEvent): string => {
  const { domainName = "", path: whole, stage } = requestContext;
  return isExecuteApi(domainName) ? (whole ?? `/${stage}${path}`) : path;
};
