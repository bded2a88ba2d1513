import { type ProblemCode, problemStatus, problemTitle, problemType } from "../problem/problem-document.ts";
import { CONTROL_CHALLENGE, gatewayChallenge } from "./challenge.ts";

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
 * Not `$context.requestId`: a client can choose that one (API Gateway Developer Guide, "$context variables"), and what
 * goes into a template is not escaped.
 */
const REQUEST_ID = "$context.extendedRequestId";

/** Which occurrence it is (RFC 9457, section 3.1.5). Not `$context.path`: a client writes it, unescaped. */
const INSTANCE = `urn:latchkey:request:${REQUEST_ID}`;

/** What a plane's own answers depend on beside the plane. */
export interface AnsweringFor {
  /** Who may read them from elsewhere, where the portal has an origin of its own. */
  portalOrigin?: string;
  /** Where problems are explained; the plane's own where it is not said. */
  controlUrl?: string;
  /** The data plane's own address, where a client that has no credential learns where tokens come from. */
  gatewayUrl?: string;
}

type Tell = (
  code: ProblemCode,
  more?: { headers?: Record<string, string>; detail?: string },
) => GatewayResponse;

const telling =
  (controlUrl: string | undefined): Tell =>
  (code, { headers = {}, detail = problemTitle(code) } = {}) => ({
    statusCode: problemStatus(code),
    headers: { "Content-Type": "application/problem+json", "Cache-Control": "no-store", ...headers },
    template: JSON.stringify({
      type: problemType(code, controlUrl),
      title: problemTitle(code),
      status: problemStatus(code),
      detail,
      instance: INSTANCE,
      code,
      requestId: REQUEST_ID,
    }),
  });

/** The authorizer puts only codes of its closed list, and details without escapes, into its context. */
const accessDenied = (problem: Tell, controlUrl: string | undefined): GatewayResponse => {
  const { statusCode, headers } = problem("forbidden");
  const code = "$context.authorizer.code";
  const template = {
    type: problemType(code, controlUrl),
    title: "The call is not allowed",
    status: statusCode,
    detail: "$context.authorizer.detail",
    instance: INSTANCE,
    code,
    requestId: REQUEST_ID,
  };
  return { statusCode, headers, template: JSON.stringify(template) };
};

/**
 * Lets the portal, where it has an origin of its own, read what it is answered: that its session is over (401), that it has
 * to wait (429), or why a call that it tries out is refused. Scripts of other origins cannot: the service that could allow
 * them is not known yet where API Gateway answers.
 */
const readableBy = (
  origin: string,
  responses: Record<GatewayResponseType, GatewayResponse>,
): Record<GatewayResponseType, GatewayResponse> => {
  const cors = {
    "Access-Control-Allow-Origin": origin,
    "Access-Control-Expose-Headers": "Retry-After, WWW-Authenticate",
  };
  const readable = { ...responses };
  for (const type of Object.keys(responses) as GatewayResponseType[]) {
    const response = responses[type];
    readable[type] = { ...response, headers: { ...response.headers, ...cors } };
  }
  return readable;
};

/** What a plane answers where no Lambda of ours does: problem documents (RFC 9457), as everywhere else. */
export const gatewayResponses = (
  plane: Plane,
  { portalOrigin, controlUrl, gatewayUrl = "" }: AnsweringFor = {},
): Record<GatewayResponseType, GatewayResponse> => {
  const responses =
    plane === "gateway" ? documents(gatewayChallenge(gatewayUrl), controlUrl) : documents(CONTROL_CHALLENGE);
  return portalOrigin === undefined ? responses : readableBy(portalOrigin, responses);
};

/** API Gateway Developer Guide, "Quotas for configuring and running a REST API". */
const MAX_BYTES =
  "API Gateway takes a path of about 1,500 bytes (a method's ARN of 1,600) and 10,240 bytes of request line and headers.";

/** What answers a target that is over them, where a server in front of a plane can detect it. */
export const targetTooLong = ({ portalOrigin, controlUrl }: AnsweringFor = {}): GatewayResponse => {
  const answer = telling(controlUrl)("target-too-long", { detail: MAX_BYTES });
  const cors: Record<string, string> =
    portalOrigin === undefined ? {} : { "Access-Control-Allow-Origin": portalOrigin };
  return { ...answer, headers: { ...answer.headers, ...cors } };
};

const documents = (challenge: string, controlUrl?: string): Record<GatewayResponseType, GatewayResponse> => {
  const problem = telling(controlUrl);
  const unauthorized = problem("invalid-credential", { headers: { "WWW-Authenticate": challenge } });
  return {
    ACCESS_DENIED: accessDenied(problem, controlUrl),
    API_CONFIGURATION_ERROR: problem("internal-error"),
    // No cause is told, only "not now": the log has the cause.
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
    THROTTLED: problem("rate-limited", { headers: { "Retry-After": "1" } }),
    UNAUTHORIZED: unauthorized,
    UNSUPPORTED_MEDIA_TYPE: problem("unsupported-media-type"),
    WAF_FILTERED: problem("forbidden"),
  };
};
