import { hash } from "node:crypto";
import { bodyRule } from "@latchkey/core/credential/aksk/verify/verify-signature";
import type { UseMark } from "@latchkey/core/credential/part/secret";
import type { KeyRings } from "@latchkey/core/key-ring/key-ring";
import { type OpenedPending, openPending } from "@latchkey/core/proof/pending-seal";
import type { BodyRule } from "@latchkey/core/proof/proof";
import { completeSignature } from "@latchkey/signing/signature/completion";
import type { APIGatewayProxyEvent } from "aws-lambda";
import { isAuthorizedRequest, OTHER_REQUEST } from "../call/authorized-request.ts";
import { type ConsumerContext, PendingContext, PendingOutcome } from "../call/call-context.ts";
import { callRequest } from "../call/rest-request.ts";
import { CallRefusal } from "../problem/call-refusal.ts";
import { isProblemCode } from "../problem/problem-document.ts";
import { consumerOf } from "./admit.ts";
import { callBody } from "./call-body.ts";
import type { CallLine } from "./call-line.ts";

export interface PendingPorts {
  keys: KeyRings;
  now: () => number;
}

/**
 * The caller: from the authorizer, or proven by the body where a signature needed it. The line of the call names no caller
 * before that.
 * @throws CallRefusal `invalid-credential`, `forbidden` for another request than was authorized, or why the consumer that was
 * proven may not call.
 */
export const provenConsumer = async (
  ports: PendingPorts,
  event: APIGatewayProxyEvent,
  line: CallLine,
): Promise<ConsumerContext> => {
  // Asked first: for a schema that does not fit, an error with its stack would be made in every other call.
  if (typeof event.requestContext.authorizer?.["pending"] !== "string") {
    const consumer = named(consumerOf(event), line);
    if (!isAuthorizedRequest(consumer, event)) throw new CallRefusal("forbidden", OTHER_REQUEST);
    return consumer;
  }
  const waiting = PendingContext.parse(event.requestContext.authorizer);
  const pending = await opened(ports, event, waiting.pending);
  const proven = provenBody(pending, callBody(event, "any"));
  const outcome = PendingOutcome.parse(pending.ifHeld);
  if (outcome.kind === "consumer") return { ...named(outcome, line), ...proven };
  named(outcome, line);
  throw new CallRefusal(isProblemCode(outcome.code) ? outcome.code : "forbidden", outcome.detail);
};

const opened = async (
  { keys, now }: PendingPorts,
  event: APIGatewayProxyEvent,
  sealed: string,
): Promise<OpenedPending> => {
  const request = callRequest(event, "gateway");
  const { apiId } = event.requestContext;
  const pending =
    openPending(await keys.ring("data"), apiId, request, sealed, now()) ??
    openPending(await keys.refresh("data"), apiId, request, sealed, now());
  if (!pending) throw new CallRefusal("invalid-credential", undefined, "malformed-credential");
  return pending;
};

/** What the signature allows, and the mark of its secret. @throws CallRefusal when it holds under none of the secrets. */
const provenBody = (
  { signature }: OpenedPending,
  body: Buffer,
): { body: BodyRule; mark?: UseMark | undefined } => {
  const digest = hash("sha256", body, "hex");
  let reason = "bad-signature";
  for (const completion of signature.completions) {
    const completed = completeSignature(completion, digest, body.length);
    if (completed.outcome === "accepted") return { body: bodyRule(completed.body), mark: completion.mark };
    if (completed.reason === "body-mismatch") reason = completed.reason;
  }
  throw new CallRefusal("invalid-credential", undefined, reason);
};

const named = <
  C extends Pick<ConsumerContext, "consumerId" | "credentialId" | "serviceId" | "subscriptionId">,
>(
  consumer: C,
  line: CallLine,
): C => {
  line.consumer = consumer.consumerId;
  line.credential = consumer.credentialId;
  if (consumer.serviceId !== "") line.serviceId = consumer.serviceId;
  if (consumer.subscriptionId !== "") line.subscription = consumer.subscriptionId;
  return consumer;
};
