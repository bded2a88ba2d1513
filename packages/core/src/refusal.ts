/** Why a request that was understood is not carried out: something its sender can act on. */
export type RefusalCode =
  | "invalid-input"
  | "invalid-credential"
  | "forbidden"
  | "not-found"
  | "name-taken"
  | "immutable-field"
  | "confirmation-mismatch"
  | "subscription-exists"
  | "invalid-transition"
  | "credential-taken"
  | "issuer-taken"
  | "limit-reached"
  | "not-empty"
  | "service-retired"
  | "idempotency-in-progress"
  | "idempotency-conflict"
  | "revision-mismatch"
  | "payload-too-large"
  | "method-not-allowed"
  | "unsupported-media-type"
  | "rate-limited"
  | "quota-exceeded"
  | "budget-exceeded"
  | "model-not-allowed"
  | "model-unpriced"
  | "unavailable";

/** `pointer` is a JSON Pointer (RFC 6901) into the request's body, or the name of a parameter. */
export interface InputError {
  pointer: string;
  detail: string;
}

export interface RefusalExtra {
  errors?: InputError[];
  /** A subscription's status, with `invalid-transition`. */
  state?: string;
  retryAfterSeconds?: number;
  /** The names of the policies, with `rate-limited`, `quota-exceeded` and `budget-exceeded` (draft-ietf-httpapi-ratelimit-headers-11, 5.1). */
  "violated-policies"?: string[];
  /** The methods that the path has, with `method-not-allowed`. */
  allow?: string[];
}

export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly code: RefusalCode;
  readonly extra: RefusalExtra;

  constructor(code: RefusalCode, detail: string, extra: RefusalExtra = {}) {
    super(detail);
    this.code = code;
    this.extra = extra;
  }
}

export const notFound = (what: string): Refusal => new Refusal("not-found", `There is no such ${what}.`);

export const invalidInput = (pointer: string, detail: string): Refusal =>
  new Refusal("invalid-input", detail, { errors: [{ pointer, detail }] });
