import type { CallEntry } from "./call-entry.ts";
import { refusalAdvice } from "./refusal-advice.ts";

type Outcome = Pick<CallEntry, "status" | "reason" | "answered">;

/** The plugins by what they refuse with. */
const LIMITS: Record<string, string> = {
  "rate-limited": "rate-limit",
  "quota-exceeded": "quota",
  "budget-exceeded": "budget",
  "payload-too-large": "request-size",
  "ip-not-allowed": "ip-restriction",
  "model-not-allowed": "models",
};

/** The limit that refused a call. Too many wrong passwords are no limit of a plan. */
export const limitHit = ({ status, reason = "" }: Outcome): { limit?: string } => {
  const limit = status !== 401 && Object.hasOwn(LIMITS, reason) ? LIMITS[reason] : undefined;
  return limit === undefined ? {} : { limit };
};

/** What went wrong between the gateway and the service, by the problem code. */
const OF_FAULT: Record<string, string> = {
  "upstream-unreachable":
    "The gateway did not reach the service. Repeat the call later; tell the provider, with the request's id.",
  "upstream-timeout":
    "The service did not answer in time. Ask for less at once, or ask the provider to allow more time.",
  "answer-cut":
    "The service broke its answer off. Repeat the call if that is safe; tell the provider, with the request's id.",
  "invalid-path":
    "The path cannot be forwarded as it is written. Encode it as UTF-8, without `..` or an encoded slash.",
  unavailable: "The gateway could not decide on the call. Repeat it after the seconds of `Retry-After`.",
  "service-sunset": "The service has ended. Look in the catalogue for its successor.",
};

/** What to do next. Nothing for a call that went well. */
export const callAdvice = ({ status, reason, answered }: Outcome): { advice?: string } => {
  if (status === 499)
    return {
      advice: "The caller went away before the answer was whole. Raise its timeout, or ask for less at once.",
    };
  if (status < 400) return {};
  if (reason !== undefined && !answered)
    return {
      advice: (Object.hasOwn(OF_FAULT, reason) ? OF_FAULT[reason] : undefined) ?? refusalAdvice(reason),
    };
  return {
    advice:
      status < 500
        ? "The service refused the request: its answer says why, and its API reference what it takes."
        : "The service failed. Repeat the call if that is safe; tell the provider, with the request's id.",
  };
};
