import { LATCHKEY_SERVICE } from "@latchkey/core/service/service";
import type { CallRequest } from "@latchkey/core/verdict/call-request";
import type { APIGatewayRequestAuthorizerEvent } from "aws-lambda";

export type Plane = "control" | "gateway";

/** The plane an event belongs to, by the API's id: nothing that a client sends decides it. */
export const planeOf = (
  event: APIGatewayRequestAuthorizerEvent,
  apis: { control: string; gateway: string },
): Plane | undefined => {
  const { apiId } = event.requestContext;
  if (apiId === "") return undefined;
  return apiId === apis.control ? "control" : apiId === apis.gateway ? "gateway" : undefined;
};

/** What an authorizer's event tells of a call. */
export const callRequest = (event: APIGatewayRequestAuthorizerEvent, plane: Plane): CallRequest => {
  const [, slug = ""] = event.path.split("/", 2);
  return {
    method: event.httpMethod,
    path: clientPath(event),
    service: plane === "control" ? LATCHKEY_SERVICE : slug,
    rest: plane === "control" ? event.path : event.path.slice(slug.length + 1),
    query: Object.entries(event.multiValueQueryStringParameters ?? {}).flatMap(([name, values]) =>
      (values ?? []).map((value): [string, string] => [name, value]),
    ),
    headers: lowerCased(event.multiValueHeaders ?? {}),
    sourceIp: event.requestContext.identity.sourceIp,
    requestId: event.requestContext.requestId,
  };
};

/** On API Gateway's own host name the client's path has the stage in front; on a domain of ours it has not. */
const clientPath = (event: APIGatewayRequestAuthorizerEvent): string => {
  const { domainName = "", path, stage } = event.requestContext;
  const hasStage = /\.execute-api\.[a-z0-9-]+\.amazonaws\.com(?:\.cn)?$/.test(domainName);
  return hasStage ? (path ?? `/${stage}${event.path}`) : event.path;
};

/** Names in two casings are one header: their values follow each other. */
const lowerCased = (headers: Record<string, string[] | undefined>): Record<string, string[]> => {
  const lower = new Map<string, string[]>();
  for (const [name, values] of Object.entries(headers)) {
    const key = name.toLowerCase();
    lower.set(key, [...(lower.get(key) ?? []), ...(values ?? [])]);
  }
  return Object.fromEntries(lower);
};
