import type { RefusalCode, RefusalExtra } from "@latchkey/core/refusal";
import type { AccessReason } from "@latchkey/core/verdict/verdict";

/** Codes that only the data plane, or the edge itself, gives. */
export type EdgeCode =
  | "invalid-path"
  | "model-ambiguous"
  | "message-ambiguous"
  | "service-sunset"
  | "loop-detected"
  | "target-too-long"
  | "upgrade-unsupported"
  | "service-busy"
  | "upstream-unreachable"
  | "upstream-timeout"
  | "body-required"
  | "internal-error"
  | AccessReason;

export type ProblemCode = RefusalCode | EdgeCode;

/** The one place that knows status codes and titles. It does not compile while a code is missing. */
const PROBLEMS: Record<ProblemCode, readonly [status: number, title: string]> = {
  "invalid-input": [400, "The request is not valid"],
  "invalid-path": [400, "The path is not valid"],
  "model-ambiguous": [400, "The call can be read in two ways"],
  "message-ambiguous": [400, "The JSON-RPC message can be read in more than one way."],
  "invalid-credential": [401, "A valid credential is needed"],
  "body-required": [401, "The body's digest is needed"],
  forbidden: [403, "This is not yours to do"],
  "consumer-suspended": [403, "The consumer is suspended"],
  "team-suspended": [403, "The team is suspended"],
  "ip-not-allowed": [403, "The credential may not be used from this address"],
  "no-subscription": [403, "The consumer has no subscription to this service"],
  "subscription-pending": [403, "The subscription has not been approved yet"],
  "subscription-suspended": [403, "The subscription is suspended"],
  "subscription-expired": [403, "The subscription has expired"],
  "scope-missing": [403, "No scope covers this call"],
  "model-not-allowed": [403, "The model is not allowed"],
  "model-unpriced": [403, "The model has no price"],
  "not-found": [404, "Not found"],
  "method-not-allowed": [405, "The method is not allowed here"],
  "name-taken": [409, "The name is taken"],
  "immutable-field": [409, "The field cannot be changed"],
  "confirmation-mismatch": [409, "The confirmation does not fit"],
  "subscription-exists": [409, "A subscription exists"],
  "invalid-transition": [409, "The state does not allow this"],
  "credential-taken": [409, "The credential is taken"],
  "issuer-taken": [409, "The issuer is taken"],
  "limit-reached": [409, "The limit is reached"],
  "not-empty": [409, "It is still in use"],
  "service-retired": [409, "The service is retired"],
  "idempotency-in-progress": [409, "The first request is still running"],
  "service-sunset": [410, "The service has ended"],
  "revision-mismatch": [412, "The resource has changed"],
  "payload-too-large": [413, "The body is too large"],
  "target-too-long": [414, "The request's target is too long"],
  "unsupported-media-type": [415, "The content type is not supported"],
  "idempotency-conflict": [422, "The idempotency key was used for another request"],
  "rate-limited": [429, "Too many requests"],
  "quota-exceeded": [429, "The quota is used up"],
  "budget-exceeded": [429, "The budget is used up"],
  "internal-error": [500, "Something went wrong here"],
  "upgrade-unsupported": [501, "The protocol is not spoken here"],
  "upstream-unreachable": [502, "The service cannot be reached"],
  unavailable: [503, "Temporarily unavailable"],
  "service-busy": [503, "Too many calls of the service are running"],
  "upstream-timeout": [504, "The service did not answer in time"],
  "loop-detected": [508, "The call came back to this gateway"],
};

export const problemStatus = (code: ProblemCode): number => PROBLEMS[code][0];
export const problemTitle = (code: ProblemCode): string => PROBLEMS[code][1];
export const isProblemCode = (code: string): code is ProblemCode => Object.hasOwn(PROBLEMS, code);
export const PROBLEM_CODES = Object.keys(PROBLEMS).filter(isProblemCode);

/**
 * Where a code is explained.
 * @param controlUrl of the plane that has the page; empty where the request's own has: relative, as RFC 9457, section
 * 3.1.1 allows.
 */
export const problemType = (code: string, controlUrl = ""): string => `${controlUrl}/docs/problems#${code}`;

export interface Problem extends RefusalExtra {
  type: string;
  title: string;
  status: number;
  detail: string;
  instance: string;
  code: ProblemCode;
  requestId: string;
}

/** The body of a refusal, by RFC 9457. `instance` is the request's path, without its query. */
export const problemDocument = (
  code: ProblemCode,
  about: { detail?: string; requestId: string; instance: string; controlUrl?: string } & RefusalExtra,
): Problem => {
  const [status, title] = PROBLEMS[code];
  const { detail = title, requestId, instance, controlUrl, ...extra } = about;
  return { type: problemType(code, controlUrl), title, status, detail, instance, code, requestId, ...extra };
};
