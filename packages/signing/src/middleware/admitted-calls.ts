import { createHash } from "node:crypto";
import { askVerify } from "./ask-verify.ts";
import type { ProviderEvent } from "./provider-event.ts";
import { type ProviderProblem, providerProblem } from "./provider-problem.ts";
import { type AdmittedContext, admittedContext, eventBody, eventMethod } from "./read-provider-event.ts";
import type { VerifyOptions } from "./verify-options.ts";
import { verifyRequest } from "./verify-request.ts";

/** What is still to be done behind the authorizer. */
export interface AdmittedCallsOptions {
  /**
   * Asks Latchkey where the authorizer alone cannot decide: for a signature that may be used once, and for a consumer
   * whose calls are counted. Without it the former are refused, and nothing is counted.
   */
  readonly verify?: VerifyOptions;
}

/**
 * A middleware in the shape of middy's, for the Lambda of a provider's own API behind Latchkey's authorizer (REST API,
 * or HTTP API with payload format 2.0). It lets through only what the authorizer has admitted, with the method that it was
 * asked about and the body that the credential's signature covers; anything else it answers with a problem document (RFC 9457).
 */
export const admittedCalls = (
  options: AdmittedCallsOptions = {},
): {
  before(request: { event: ProviderEvent }): Promise<ProviderProblem | undefined>;
} => ({ before: ({ event }) => refusedCall(event, options) });

/** The same without middy: the answer to give in place of the function's own, or nothing. */
export const refusedCall = async (
  event: ProviderEvent,
  { verify }: AdmittedCallsOptions = {},
): Promise<ProviderProblem | undefined> => {
  const context = admittedContext(event);
  if (!context) return providerProblem(401, "invalid-credential");
  // Scopes name methods, and API Gateway documents that `X-HTTP-Method-Override` overrides one.
  if (context.request !== "" && !context.request.startsWith(`${eventMethod(event)} `))
    return providerProblem(403, "forbidden");
  const body = eventBody(event);
  const digest = createHash("sha256").update(body).digest("hex");
  if (!isAllowed(context.body, body, digest)) return providerProblem(401, "invalid-credential");
  if (!verify) return context.nonce === "" ? undefined : providerProblem(401, "invalid-credential");
  return verify.always || isUndecided(context)
    ? askVerify(verify, verifyRequest(event, verify.service, digest), context.consumerId)
    : undefined;
};

/** A rule that is not known allows nothing. */
const isAllowed = (rule: string, body: Buffer, digest: string): boolean => {
  if (rule === "any") return true;
  return rule === "none" ? body.length === 0 : rule === `sha256=${digest}`;
};

const isUndecided = ({ nonce, limits, plan }: AdmittedContext): boolean =>
  nonce !== "" || limits !== "" || plan !== "";
