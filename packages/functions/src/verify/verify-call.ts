import { fitsScopes, isSafePath } from "@latchkey/core/gateway/path-safety";
import type { CallLimits } from "@latchkey/core/limit/admission";
import type { CallRequest } from "@latchkey/core/presented/call-request";
import type { BodyRule, CredentialReason } from "@latchkey/core/proof/proof";
import { isSunset } from "@latchkey/core/service/deprecation";
import { statusAt } from "@latchkey/core/subscription/status-at";
import { isLiving } from "@latchkey/core/subscription/subscription";
import type { Authorizer } from "@latchkey/core/verdict/authorize";
import type { Allowed, Refused, Verdict } from "@latchkey/core/verdict/verdict";
import { recordingContext } from "../call/call-context.ts";
import type { CallUses } from "../call/call-uses.ts";
import { countCall, countedCall } from "../call/count-call.ts";
import { type ProblemCode, problemStatus } from "../problem/problem-document.ts";
import type { VerifyAnswer } from "./verify-input.ts";

export interface VerifyPorts {
  authorizer: Authorizer;
  uses: CallUses;
  limits: CallLimits;
  /** Told of every answer, with who called as far as that is known, and the exact reason of a no. */
  answered(
    answer: Pick<VerifyAnswer, "status" | "code">,
    known: Refused["known"] | undefined,
    reason?: string,
  ): void;
}

/**
 * The authorizer's verdict for a call that did not come through our gateway, with everything that follows from an
 * admitted one: a signature that may be used once is used up, limits are counted, and the use is recorded.
 * @throws Unavailable
 */
export const verifyCall = async (
  { authorizer, uses, limits, answered }: VerifyPorts,
  request: CallRequest,
  now: number,
  bodySha256: string | undefined,
): Promise<VerifyAnswer> => {
  const no = (code: ProblemCode, reason: CredentialReason | ProblemCode, known?: Refused["known"]) => {
    const answer = { allowed: false, status: problemStatus(code), code };
    answered(answer, known, reason);
    return answer;
  };
  // Scopes are compared with the path as it is written, which the asker may read in another way.
  if (!isSafePath(request.path)) return no("invalid-path", "invalid-path");
  const verdict: Verdict = await authorizer.authorize(request, now, bodySha256);
  if (verdict.kind === "unauthenticated") {
    for (const other of verdict.others ?? []) no("invalid-credential", verdict.reason, other);
    return no("invalid-credential", verdict.reason, verdict.known);
  }
  if (verdict.kind === "refused") {
    const answer = no(verdict.reason, verdict.reason, verdict.known);
    const isKnown = verdict.reason !== "no-subscription" && isSubscribed(verdict.known, now);
    return isKnown ? { ...answer, ...idsOf(verdict.known) } : answer;
  }
  if (verdict.kind === "pending" || needsBody(verdict.body, bodySha256))
    return bodySha256 === undefined
      ? no("body-required", "body-required")
      : no("invalid-credential", "bad-signature");
  if (!allows(verdict.body, bodySha256)) return no("invalid-credential", "body-mismatch", verdict.call);
  if (!fitsScopes(verdict.call.service, request.rest))
    return no("invalid-path", "invalid-path", verdict.call);
  if (isSunset(verdict.call.service, now))
    return { ...no("service-sunset", "service-sunset", verdict.call), ...idsOf(verdict.call) };
  const context = recordingContext(verdict);
  if (!(await uses.claim(context))) return no("invalid-credential", "replayed", verdict.call);
  const counted = await countCall(limits, countedCall(verdict.call), verdict.call.service);
  if (counted.outcome === "refused") {
    const { retryAfterSeconds } = counted;
    return { ...no(counted.code, counted.code, verdict.call), ...idsOf(verdict.call), retryAfterSeconds };
  }
  await uses.record(context, now);
  const answer = allowed(verdict);
  answered(answer, verdict.call);
  return answer;
};

/**
 * A consumer without a subscription has not agreed that this provider learns its identity, even if the provider has its
 * credential.
 */
const isSubscribed = ({ subscription, service }: Refused["known"], now: number): boolean => {
  if (!subscription || subscription.serviceId !== service?.id) return false;
  const status = statusAt(subscription, now);
  return isLiving(status) || status === "expired";
};

/** A digest in a header proves something only when the receiver compares it with the body. */
const needsBody = (rule: BodyRule, bodySha256: string | undefined): boolean =>
  bodySha256 === undefined && rule !== "any" && rule !== "none";

const EMPTY_SHA256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

const allows = (rule: BodyRule, bodySha256: string | undefined): boolean =>
  rule === "any" || bodySha256 === undefined
    ? true
    : rule === "none"
      ? bodySha256 === EMPTY_SHA256
      : rule === `sha256=${bodySha256}`;

const allowed = ({ call, body, scopes }: Allowed): VerifyAnswer => ({
  allowed: true,
  status: 200,
  ...idsOf(call),
  ...(scopes ? { scopes } : {}),
  body,
});

const idsOf = ({ consumer, credential, subscription }: Refused["known"]) => ({
  consumer: consumer.id,
  credential: credential.id,
  ...(subscription ? { subscription: subscription.id } : {}),
  ...(subscription?.plan === undefined ? {} : { plan: subscription.plan }),
});
