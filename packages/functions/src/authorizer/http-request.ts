import type { CallRequest } from "@latchkey/core/presented/call-request";
import { encodeRawPath, isExecuteApi } from "@latchkey/signing/middleware/api-gateway-path";
import type { APIGatewayRequestAuthorizerEventV2 } from "aws-lambda";
import { providerService } from "../call/provider-service.ts";
import type { ProviderRequest } from "../call/rest-request.ts";
import type { ProviderServices } from "../routes/provider-services.ts";

export type HttpEvent = APIGatewayRequestAuthorizerEventV2;

/** Whether an event is of an HTTP API, payload format 2.0. */
export const isHttpEvent = (event: object): event is HttpEvent =>
  "version" in event && event.version === "2.0";

/**
 * The call that an event of a provider's HTTP API describes; undefined when it names no service. (API Gateway Developer
 * Guide, "Control access to HTTP APIs with AWS Lambda authorizers", payload format 2.0.)
 *
 * - `rawPath` is not raw: it comes decoded. It is encoded again as far as a path cannot do without, so a client that
 *   signs a path with more escapes than those gets `bad-signature`. On a custom domain it lacks the mapping's path.
 * - `rawQueryString` is as the client sent it.
 * - Repeated headers are one value with commas; a comma inside a value cannot be told from a separator.
 */
export const providerHttpRequest = (
  event: HttpEvent,
  services: ProviderServices,
): ProviderRequest | undefined => {
  const { apiId, stage, domainName, http, requestId } = event.requestContext;
  const whole = encodeRawPath(event.rawPath);
  const path = isExecuteApi(domainName) ? withoutStage(whole, stage) : whole;
  const named = providerService({ apiId, stage, stageVariables: event.stageVariables, path }, services);
  if (!named) return undefined;
  const request: CallRequest = {
    method: http.method,
    path: whole,
    service: named.slug,
    rest: named.rest,
    query: [...new URLSearchParams(event.rawQueryString)],
    headers: headersOf(event),
    sourceIp: http.sourceIp,
    requestId,
  };
  return { named, request };
};

/** API Gateway's own address has a named stage in front; `$default` is nowhere. */
const withoutStage = (path: string, stage: string): string =>
  path === `/${stage}` ? "/" : path.startsWith(`/${stage}/`) ? path.slice(stage.length + 1) : path;

const headersOf = ({ headers = {}, cookies = [] }: HttpEvent): Record<string, string[]> => {
  const lower: Record<string, string[]> = Object.create(null);
  for (const [name, value] of Object.entries(headers))
    if (value !== undefined) lower[name.toLowerCase()] = [...(lower[name.toLowerCase()] ?? []), value];
  // They are separate from the headers, one value each.
  if (cookies.length > 0) lower["cookie"] = [cookies.join("; ")];
  return lower;
};
