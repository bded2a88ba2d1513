import type { CredentialReason } from "../proof/proof.ts";
import type { AccessReason } from "../verdict/verdict.ts";

export type RefusalReason =
  | CredentialReason
  | AccessReason
  | "quota-exceeded"
  | "budget-exceeded"
  | "model-not-allowed"
  | "model-unpriced"
  | "payload-too-large"
  | "service-sunset"
  | "loop-detected"
  | "service-busy";

/** What to do about each reason: for the consumer's own team, which is told what the caller is not. */
const OF_CREDENTIAL: Record<CredentialReason, string> = {
  "missing-credential":
    "No credential was found where this one is expected. Look at its `in`, or at what a proxy removes.",
  "malformed-credential":
    "The credential could not be read: it was cut, quoted or encoded once too often, or two different ones were sent.",
  "unknown-credential":
    "No enabled credential has this value at this place. Look for a rotated or deleted key, and whether the key belongs to this stage.",
  "credential-expired": "The credential's term is over. Issue a new one, or set a later `expiresAt`.",
  "credential-disabled": "Somebody has disabled the credential. Enable it, or use another one.",
  "bad-signature":
    "The signature does not fit. Compare the canonical text that you sign: path, order of the query, signed headers, and the secret.",
  "ambiguous-token":
    "Another consumer's credential fits this token as well, so it identifies neither of them. Give one of them an exact `subject`, another `audience`, or a secret of its own.",
  "clock-skew":
    "The request's time is too far from ours. Set the caller's clock, and sign each request when it is sent.",
  replayed:
    "This signature was used before, and the credential allows each only once. Sign each request when it is sent.",
  "rate-limited":
    "More calls than the tightest limit allows. Wait as `Retry-After` says, spread the calls, or ask for another plan.",
  "body-mismatch":
    "The body is not the one that was signed. Sign the bytes that are sent, after any compression or re-encoding.",
};

const OF_ACCESS: Record<Exclude<RefusalReason, CredentialReason>, string> = {
  "consumer-suspended": "Your team has suspended this consumer. Resume it.",
  "team-suspended": "A platform admin has suspended your team or the service's. Ask the admins.",
  "ip-not-allowed":
    "The call came from an address that the credential, the consumer or its plan does not allow. Add it, or call from an allowed one.",
  "no-subscription":
    "This consumer has no subscription to the service, or it has ended. Apply for the service.",
  "subscription-pending":
    "The application is not decided yet. The provider's approvers have a mail with a link.",
  "subscription-suspended": "The provider has suspended the subscription. Ask the service's team.",
  "subscription-expired": "The subscription's term is over. Ask for a renewal.",
  "scope-missing": "No scope that the credential and the subscription both have covers this method and path.",
  "quota-exceeded":
    "The quota of the day, week or month is used up. Wait for the next one, or ask for another plan.",
  "budget-exceeded":
    "What the call could cost did not fit into what is left of the budget. Ask for less output, wait for the next period, or for another plan.",
  "model-not-allowed": "The credential, the consumer or its plan allows other models only.",
  "model-unpriced":
    "The service's price list has no price for this model, and a budget needs one. Ask the service's team.",
  "service-sunset":
    "The service has ended, as its team announced. Call its successor, where it names one, or ask its team.",
  "service-busy":
    "As many calls of the service were running as may. Repeat the call in a moment, and send fewer at once.",
  "loop-detected":
    "The call had been through this gateway before: an upstream on its way leads back here. Call the service itself, or tell its team.",
  "payload-too-large":
    "The body is larger than the gateway, the consumer or its plan takes. Send less at once.",
};

const ADVICE: Record<string, string> = { ...OF_CREDENTIAL, ...OF_ACCESS };

/** Whether a reason is about the credential itself: such a call is answered 401, and its caller is not proven. */
export const isCredentialReason = (reason: string): boolean => Object.hasOwn(OF_CREDENTIAL, reason);

export const refusalAdvice = (reason: string): string =>
  (Object.hasOwn(ADVICE, reason) ? ADVICE[reason] : undefined) ??
  "The log of the gateway has the details under this request id.";
