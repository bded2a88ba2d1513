import { headerValue } from "./request-headers.ts";
import type { RestRequest } from "./rest-request.ts";

/**
 * What a stage on AWS may do against what docs/deploy.md claims, to be tried one by one:
 *
 * - `answers-held`: an answer is sent when it is whole, as without `responseTransferMode: STREAM`
 * - `plain-413`: also where Lambda's limit refuses a body, REQUEST_TOO_LARGE is not the API's own
 * - `identity-source-refused`: no request has the authorizer's identity source, so each is answered 401
 * - `method-overridden`: `X-HTTP-Method-Override` names the method that the integration gets, after the authorizer ("Important
 *   notes for REST APIs", the table of headers)
 */
export const STAGE_FAULTS = [
  "answers-held",
  "plain-413",
  "identity-source-refused",
  "method-overridden",
] as const;
export type StageFault = (typeof STAGE_FAULTS)[number];

const OVERRIDE = "x-http-method-override";

/** The request as the integration gets it, where the API obeys the header. */
export const withMethodOverridden = (request: RestRequest): RestRequest => {
  const method = headerValue(request.headers, OVERRIDE)?.toUpperCase();
  if (method === undefined) return request;
  const headers = new Map([...request.headers].filter(([name]) => name.toLowerCase() !== OVERRIDE));
  return { ...request, method, headers };
};
