import { isBinaryMediaType } from "./media-type.ts";
import { type RequestContext, requestContext } from "./request-context.ts";
import { headerValue } from "./request-headers.ts";
import type { RestApi } from "./rest-api.ts";
import type { RestRequest } from "./rest-request.ts";
import type { RouteMatch } from "./route-match.ts";
import { headersFor } from "./signature-v4-header.ts";

type Values = Readonly<Record<string, string>>;
type Lists = Readonly<Record<string, readonly string[]>>;

/** The event of a Lambda proxy integration, payload version 1. Absent things are null, never empty. */
export interface RestProxyEvent {
  readonly resource: string;
  readonly path: string;
  readonly httpMethod: string;
  readonly headers: Values;
  readonly multiValueHeaders: Lists;
  readonly queryStringParameters: Values | null;
  readonly multiValueQueryStringParameters: Lists | null;
  readonly pathParameters: Values | null;
  readonly stageVariables: null;
  readonly requestContext: RequestContext;
  readonly body: string | null;
  readonly isBase64Encoded: boolean;
}

/** The event of a REQUEST authorizer: no body, nothing that tells whether there is one; absent things are empty. */
export interface RestAuthorizerEvent {
  readonly type: "REQUEST";
  readonly methodArn: string;
  readonly resource: string;
  readonly path: string;
  readonly httpMethod: string;
  readonly headers: Values;
  readonly multiValueHeaders: Lists;
  readonly queryStringParameters: Values;
  readonly multiValueQueryStringParameters: Lists;
  readonly pathParameters: Values;
  readonly stageVariables: Values;
  readonly requestContext: RequestContext;
}

/**
 * Events are handed over as they are: each is made of objects of its own, so a function that changes its event changes no other's.
 *
 * @param authorizer what the authorizer put into the context; undefined on a route that has none
 */
export const proxyEvent = (
  api: RestApi,
  request: RestRequest,
  match: RouteMatch,
  authorizer?: Values,
): RestProxyEvent => {
  const context = ownContext(api, request, match);
  const headers = headersFor("integration", request.headers, api.signatureV4Dropped);
  const binary =
    request.body.length > 0 &&
    isBinaryMediaType(api.binaryMediaTypes, headerValue(request.headers, "content-type"));
  return {
    resource: match.route.path,
    path: request.target.path,
    httpMethod: request.method,
    headers: lastValues(headers),
    multiValueHeaders: allValues(headers),
    queryStringParameters: request.query.size === 0 ? null : lastValues(request.query),
    multiValueQueryStringParameters: request.query.size === 0 ? null : allValues(request.query),
    pathParameters: Object.keys(match.parameters).length === 0 ? null : { ...match.parameters },
    stageVariables: null,
    requestContext: authorizer === undefined ? context : { ...context, authorizer },
    body: request.body.length === 0 ? null : request.body.toString(binary ? "base64" : "utf8"),
    isBase64Encoded: binary,
  };
};

export const authorizerEvent = (
  api: RestApi,
  request: RestRequest,
  match: RouteMatch,
  methodArn: string,
): RestAuthorizerEvent => {
  const headers = headersFor("authorizer", request.headers, api.signatureV4Dropped);
  return {
    type: "REQUEST",
    methodArn,
    resource: match.route.path,
    path: request.target.path,
    httpMethod: request.method,
    headers: lastValues(headers),
    multiValueHeaders: allValues(headers),
    queryStringParameters: lastValues(request.query),
    multiValueQueryStringParameters: allValues(request.query),
    pathParameters: { ...match.parameters },
    stageVariables: {},
    requestContext: ownContext(api, request, match),
  };
};

const ownContext = (api: RestApi, request: RestRequest, { route }: RouteMatch): RequestContext => {
  const context = requestContext(api, request, route.path);
  return { ...context, identity: { ...context.identity } };
};

// Object.fromEntries defines properties instead of assigning them, so a header or query named `__proto__` is only data.
const lastValues = (lists: ReadonlyMap<string, readonly string[]>): Values =>
  Object.fromEntries(Array.from(lists, ([name, values]) => [name, values.at(-1) ?? ""]));

const allValues = (lists: ReadonlyMap<string, readonly string[]>): Lists =>
  Object.fromEntries(Array.from(lists, ([name, values]) => [name, [...values]]));
