import { hash } from "node:crypto";
import { headerValue } from "./request-headers.ts";
import type { RestApi } from "./rest-api.ts";
import type { RestRequest } from "./rest-request.ts";

export interface RequestContext {
  readonly accountId: string;
  readonly apiId: string;
  readonly authorizer?: Readonly<Record<string, string>>;
  readonly deploymentId: string;
  readonly domainName: string;
  readonly domainPrefix: string;
  readonly extendedRequestId: string;
  readonly httpMethod: string;
  readonly identity: Readonly<Record<string, string | null>>;
  readonly path: string;
  readonly protocol: string;
  readonly requestId: string;
  /** Common Log Format, UTC: `09/Apr/2025:12:34:56 +0000` */
  readonly requestTime: string;
  readonly requestTimeEpoch: number;
  readonly resourceId: string;
  readonly resourcePath: string;
  readonly stage: string;
}

export const DEFAULT_ACCOUNT_ID = "000000000000";

/** `$context` of a request; `resourcePath` is the matched route's path, or empty while there is none. */
export const requestContext = (api: RestApi, request: RestRequest, resourcePath: string): RequestContext => {
  const known = contexts.get(request);
  if (known?.resourcePath === resourcePath) return known;
  const context = contextOf(api, request, resourcePath);
  contexts.set(request, context);
  return context;
};

/** The authorizer's event and the function's have the same one. */
const contexts = new WeakMap<RestRequest, RequestContext>();

const contextOf = (api: RestApi, request: RestRequest, resourcePath: string): RequestContext => {
  const domainName = (headerValue(request.headers, "host") ?? "").replace(/:\d+$/, "");
  return {
    accountId: api.accountId ?? DEFAULT_ACCOUNT_ID,
    apiId: api.apiId,
    deploymentId: stableId(`${api.apiId}/deployment`),
    domainName,
    domainPrefix: domainName.split(".", 1)[0] ?? "",
    extendedRequestId: request.extendedRequestId,
    httpMethod: request.method,
    identity: {
      accessKey: null,
      accountId: null,
      caller: null,
      cognitoAuthenticationProvider: null,
      cognitoAuthenticationType: null,
      cognitoIdentityId: null,
      cognitoIdentityPoolId: null,
      principalOrgId: null,
      sourceIp: request.sourceIp,
      user: null,
      userAgent: headerValue(request.headers, "user-agent") ?? null,
      userArn: null,
    },
    path: request.target.stagePath,
    protocol: `HTTP/${request.httpVersion}`,
    requestId: request.requestId,
    requestTime: commonLogTime(request.receivedAt),
    requestTimeEpoch: request.receivedAt,
    resourceId: stableId(`${api.apiId}${resourcePath}`),
    resourcePath,
    stage: api.stage,
  };
};

/** Of an API and its routes: as many as there are of them. */
const stableIds = new Map<string, string>();
const stableId = (text: string): string => {
  const known = stableIds.get(text);
  if (known) return known;
  const id = hash("sha256", text, "hex").slice(0, 6);
  stableIds.set(text, id);
  return id;
};

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

const commonLogTime = (milliseconds: number): string => {
  const iso = new Date(milliseconds).toISOString();
  const month = MONTHS[Number(iso.slice(5, 7)) - 1];
  return `${iso.slice(8, 10)}/${month}/${iso.slice(0, 4)}:${iso.slice(11, 19)} +0000`;
};
