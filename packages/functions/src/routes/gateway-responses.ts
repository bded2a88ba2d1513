import { type ProblemCode, problemStatus, problemTitle, problemType } from "../http/problem-document.ts";

/** An answer of API Gateway itself, before or in place of ours. */
export interface GatewayResponse {
  statusCode: number;
  headers: Record<string, string>;
  /** Text in which API Gateway replaces `$context.…`, and escapes nothing. */
  template: string;
}

/** API Gateway's own names (API Gateway Developer Guide, "Gateway response types"). */
export type GatewayResponseType =
  | "ACCESS_DENIED"
  | "API_CONFIGURATION_ERROR"
  | "AUTHORIZER_CONFIGURATION_ERROR"
  | "AUTHORIZER_FAILURE"
  | "DEFAULT_4XX"
  | "DEFAULT_5XX"
  | "EXPIRED_TOKEN"
  | "INTEGRATION_FAILURE"
  | "INTEGRATION_TIMEOUT"
  | "INVALID_SIGNATURE"
  | "MISSING_AUTHENTICATION_TOKEN"
  | "REQUEST_TOO_LARGE"
  | "THROTTLED"
  | "UNAUTHORIZED"
  | "UNSUPPORTED_MEDIA_TYPE"
  | "WAF_FILTERED";

export type Plane = "control" | "gateway";

/**
 * `Basic` is not offered by the control plane, although it is accepted there: a browser that reads it in an answer
 * to the portal opens its own login window.
 */
const SCHEMES: Record<Plane, readonly string[]> = {
  control: ["Bearer", "ApiKey", "AWS4-HMAC-SHA256", "HMAC-SHA256", "SDK-HMAC-SHA256", "Signature"],
  gateway: ["Basic", "Bearer", "ApiKey", "AWS4-HMAC-SHA256", "HMAC-SHA256", "SDK-HMAC-SHA256", "Signature"],
};

/**
 * RFC 9110, section 11.6.1: each a challenge with a realm, since a bare scheme and a comma are read in two ways. RFC
 * 7617, section 2.1: clients send user names and passwords in UTF-8 where they are told so.
 */
const challenge = (plane: Plane): string =>
  SCHEMES[plane]
    .map((scheme) => `${scheme} realm="latchkey"${scheme === "Basic" ? ', charset="UTF-8"' : ""}`)
    .join(", ");

/**
 * Not `$context.requestId`: a client can choose that one (API Gateway Developer Guide, "$context variables"), and what
 * goes into a template is not escaped.
 */
const REQUEST_ID = "$context.extendedRequestId";

/** Which occurrence it is (RFC 9457, section 3.1.5). Not `$context.path`: a client writes it, unescaped. */
const INSTANCE = `urn:latchkey:request:${REQUEST_ID}`;

const problem = (code: ProblemCode, headers: Record<string, string> = {}): GatewayResponse => ({
  statusCode: problemStatus(code),
  headers: { "Content-Type": "application/problem+json", "Cache-Control": "no-store", ...headers },
  template: JSON.stringify({
    type: problemType(code),
    title: problemTitle(code),
    status: problemStatus(code),
    detail: problemTitle(code),
    instance: INSTANCE,
    code,
    requestId: REQUEST_ID,
  }),
});

/** The authorizer puts only codes of its closed list into its context, so nothing here needs to be escaped. */
const accessDenied = (): GatewayResponse => {
  const { statusCode, headers } = problem("forbidden");
  const code = "$context.authorizer.code";
  const title = "The call is not allowed";
  const template = {
    type: problemType(code),
    title,
    status: statusCode,
    detail: title,
    instance: INSTANCE,
    code,
    requestId: REQUEST_ID,
  };
  return { statusCode, headers, template: JSON.stringify(template) };
};

/**
 * Lets the portal, where it has an origin of its own, read what it is answered: that its session is over (401), or that
 * it has to wait (429). The gateway's own answers stay unreadable: whom they may be told is said by each service.
 */
const readableBy = (
  origin: string,
  responses: Record<GatewayResponseType, GatewayResponse>,
): Record<GatewayResponseType, GatewayResponse> => {
  const cors = { "Access-Control-Allow-Origin": origin, "Access-Control-Expose-Headers": "Retry-After" };
  const readable = { ...responses };
  for (const type of Object.keys(responses) as GatewayResponseType[]) {
    const response = responses[type];
    readable[type] = { ...response, headers: { ...response.headers, ...cors } };
  }
  return readable;
};

/**
 * What a plane answers where no Lambda of ours does: problem documents (RFC 9457), as everywhere else.
 *
 * @param portalOrigin of the control plane: who may read it from elsewhere
 */
export const gatewayResponses = (
  plane: Plane,
  portalOrigin?: string,
): Record<GatewayResponseType, GatewayResponse> => {
  const responses = documents(plane);
  return portalOrigin !== undefined && plane === "control" ? readableBy(portalOrigin, responses) : responses;
};

const documents = (plane: Plane): Record<GatewayResponseType, GatewayResponse> => {
  const unauthorized = problem("invalid-credential", { "WWW-Authenticate": challenge(plane) });
  return {
    ACCESS_DENIED: accessDenied(),
    API_CONFIGURATION_ERROR: problem("internal-error"),
    // Nobody is told apart from "not now": the cause is in the log.
    AUTHORIZER_CONFIGURATION_ERROR: problem("unavailable"),
    AUTHORIZER_FAILURE: problem("unavailable"),
    DEFAULT_4XX: problem("invalid-input"),
    DEFAULT_5XX: problem("internal-error"),
    EXPIRED_TOKEN: unauthorized,
    INTEGRATION_FAILURE: problem("unavailable"),
    INTEGRATION_TIMEOUT: problem("upstream-timeout"),
    INVALID_SIGNATURE: unauthorized,
    // API Gateway's name for a path or method that it does not know.
    MISSING_AUTHENTICATION_TOKEN: problem("not-found"),
    REQUEST_TOO_LARGE: problem("payload-too-large"),
    THROTTLED: problem("rate-limited", { "Retry-After": "1" }),
    UNAUTHORIZED: unauthorized,
    UNSUPPORTED_MEDIA_TYPE: problem("unsupported-media-type"),
    WAF_FILTERED: problem("forbidden"),
  };
};
