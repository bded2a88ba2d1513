import { Unavailable } from "@latchkey/core/outage";
import { LOST_CONNECTION, statusOf } from "./failure-facts.ts";

/**
 * Carries out a call of an AWS client, and tells an outage from a bug: no answer, an answer too late, throttling
 * and the service's own faults become `Unavailable`; everything else is thrown as it is.
 */
export const answered = async <T>(service: string, call: Promise<T>): Promise<T> => {
  try {
    return await call;
  } catch (error) {
    if (isOutage(error)) throw new Unavailable(`${service} did not answer.`, { cause: error });
    throw error;
  }
};

/** Throttling has status 400 with some services, so it is known by name; a lost connection by its system error. */
const NAMES: ReadonlySet<string> = new Set([
  "CredentialsProviderError",
  "InternalServerError",
  "InternalServiceError",
  "InternalServiceErrorException",
  "LimitExceededException",
  "ProvisionedThroughputExceededException",
  "RequestLimitExceeded",
  "ThrottledException",
  "Throttling",
  "ThrottlingException",
  "TimeoutError",
  "TooManyRequestsException",
  "TransactionInProgressException",
]);
const CODES: ReadonlySet<string> = new Set([...LOST_CONNECTION, "ECONNABORTED"]);

/** True when the same call may succeed later, without anything being changed. */
export const isOutage = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false;
  const status = statusOf(error);
  return (
    NAMES.has(error.name) ||
    ("code" in error && typeof error.code === "string" && CODES.has(error.code)) ||
    (status !== undefined && (status === 429 || status >= 500))
  );
};
