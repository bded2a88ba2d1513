import { LOST_CONNECTION, statusOf } from "../failure-facts.ts";

/*
 * When the SDK's standard strategy asks again, and how long it waits (AWS SDKs and Tools Reference Guide, "Retry behavior").
 * A test compares both clients fault by fault.
 */

const THROTTLING: ReadonlySet<string> = new Set([
  "BandwidthLimitExceeded",
  "EC2ThrottledException",
  "LimitExceededException",
  "PriorRequestNotComplete",
  "ProvisionedThroughputExceededException",
  "RequestLimitExceeded",
  "RequestThrottled",
  "RequestThrottledException",
  "SlowDown",
  "ThrottledException",
  "Throttling",
  "ThrottlingException",
  "TooManyRequestsException",
  "TransactionInProgressException",
]);
const TRANSIENT: ReadonlySet<string> = new Set(["TimeoutError", "RequestTimeout", "RequestTimeoutException"]);
const TRANSIENT_STATUS: ReadonlySet<number> = new Set([500, 502, 503, 504]);
const CODES: ReadonlySet<string> = new Set(LOST_CONNECTION);

type Cause = "throttling" | "transient";

const BASE_MS = { throttling: 1000, transient: 50 } as const;
const COST = { throttling: 5, transient: 14 } as const;
const MOST_DELAY_MS = 20_000;
const MOST_TOKENS = 500;

/** Why the same request may succeed when it is sent again; undefined where it may not. */
export const causeOf = (error: unknown): Cause | undefined => {
  if (!(error instanceof Error)) return undefined;
  const status = statusOf(error);
  if (status === 429 || THROTTLING.has(error.name)) return "throttling";
  const code = "code" in error ? String(error.code) : "";
  const isTransient =
    TRANSIENT.has(error.name) ||
    CODES.has(code) ||
    (status !== undefined && TRANSIENT_STATUS.has(status)) ||
    "clockSkewCorrected" in error ||
    (error.name === "InvalidSignatureException" && error.message.includes("Signature expired"));
  return isTransient ? "transient" : undefined;
};

/** Milliseconds before the attempt after `attempt` (from 1): full jitter below a bound that doubles. */
export const delayBefore = (cause: Cause, attempt: number, random: () => number): number =>
  Math.floor(random() * Math.min(BASE_MS[cause] * 2 ** (attempt - 1), MOST_DELAY_MS));

/** Bounds what an instance adds to an outage: each retry takes tokens, an answer gives some back. */
export const createRetryQuota = () => {
  let tokens = MOST_TOKENS;
  return {
    take: (cause: Cause): boolean => {
      if (tokens < COST[cause]) return false;
      tokens -= COST[cause];
      return true;
    },
    /** @param cause of the last retry, where there was one */
    answered: (cause: Cause | undefined): void => {
      tokens = Math.min(MOST_TOKENS, tokens + (cause ? COST[cause] : 1));
    },
  };
};
