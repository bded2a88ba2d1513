import { LATCHKEY_SERVICE } from "@latchkey/core/service/service";
import type { CallRequest } from "@latchkey/core/verdict/call-request";
import type { APIGatewayProxyEvent, APIGatewayRequestAuthorizerEvent } from "aws-lambda";

export type Plane = "control" | "gateway";

/** What the events of an authorizer and of the Lambda behind it have in common. */
export type CallEvent = APIGatewayRequestAuthorizerEvent | APIGatewayProxyEvent;

/** The plane an event belongs to, by the API's id: nothing that a client sends decides it. */
export const planeOf = (event: CallEvent, apis: { control: string; gateway: string }): Plane | undefined => {
  const { apiId } = event.requestContext;
  if (apiId === "") return undefined;
  return apiId === apis.control ? "control" : apiId === apis.gateway ? "gateway" : undefined;
};

/** What an event tells of a call. */
export const callRequest = (event: CallEvent, plane: Plane): CallRequest => {
  const { path, requestContext } = event;
  const slug = plane === "control" ? LATCHKEY_SERVICE : slugOf(path);
  return {
    method: event.httpMethod,
    path: clientPath(event),
    service: slug ?? "",
    rest: plane === "control" ? path : path.slice((slug?.length ?? 0) + 1),
    query: pairs(event.multiValueQueryStringParameters),
    headers: lowerCased(event.multiValueHeaders),
    sourceIp: requestContext.identity.sourceIp,
    requestId: requestContext.requestId,
  };
};

/** Nothing for what is no slug: it is neither read nor remembered. */
const slugOf = (path: string): string | undefined => /^\/([a-z0-9][a-z0-9-]{0,62})(?:\/|$)/.exec(path)?.[1];

/** On API Gateway's own host name the client's path has the stage in front; on a domain of ours it has not. */
const clientPath = ({ path, requestContext }: CallEvent): string => {
  const { domainName = "", path: whole, stage } = requestContext;
  const hasStage = /\.execute-api\.[a-z0-9-]+\.amazonaws\.com(?:\.cn)?$/.test(domainName);
  return hasStage ? (whole ?? `/${stage}${path}`) : path;
};

type Lists = Record<string, string[] | undefined> | null;

const pairs = (lists: Lists): [name: string, value: string][] => {
  const found: [string, string][] = [];
  for (const name in lists) for (const value of lists[name] ?? []) found.push([name, value]);
  return found;
};

/** Names in two casings are one header: their values follow each other. A name is only data, whatever it is. */
const lowerCased = (headers: Lists): Record<string, string[]> => {
  const lower: Record<string, string[]> = Object.create(null);
  for (const name in headers) {
    const key = name.toLowerCase();
    const values = headers[name] ?? [];
    lower[key] = lower[key] ? [...lower[key], ...values] : values;
  }
  return lower;
};
