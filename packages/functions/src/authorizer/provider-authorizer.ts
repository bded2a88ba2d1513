import type { Authorizer } from "@latchkey/core/verdict/authorize";
import type { CallRequest } from "@latchkey/core/verdict/call-request";
import type { APIGatewayRequestAuthorizerEvent } from "aws-lambda";
import type { Rehasher } from "../admission/call-uses.ts";
import { isSafePath } from "../gateway/path-safety.ts";
import { requestIdOf } from "../http/request-id.ts";
import { consumerContext } from "./caller-context.ts";
import { type HttpEvent, isHttpEvent, providerHttpRequest } from "./http-request.ts";
import { type AnswerForm, httpAnswers, type ProviderAnswer, restAnswers } from "./provider-answer.ts";
import type { ProviderServices } from "./provider-service.ts";
import { knownOf, type RefusalLine } from "./refusal-line.ts";
import { providerRestRequest } from "./rest-request.ts";

export interface ProviderAuthorizerDependencies {
  authorizer: Authorizer;
  services: ProviderServices;
  now: () => number;
  rehasher?: Rehasher;
  refused(line: RefusalLine): void;
}

/**
 * The authorizer in front of a provider's own API. There nobody of ours sees the body: a signature that waits for it is
 * refused, and what was decided about it is compared by the provider's Lambda, if at all.
 */
export const createProviderAuthorizer =
  ({ authorizer, services, now, rehasher, refused }: ProviderAuthorizerDependencies) =>
  async (event: APIGatewayRequestAuthorizerEvent | HttpEvent): Promise<ProviderAnswer> => {
    const requestId = isHttpEvent(event) ? event.requestContext.requestId : requestIdOf(event);
    const { request, form } = read(event, services);
    const no = (reason: string, known = {}): void =>
      refused({ requestId, service: request?.service ?? "", reason, ...known });
    // Scopes are compared with the path as it is written, and no gateway of ours turns dots away behind it.
    if (!request || !isSafePath(request.rest)) {
      no(request ? "invalid-path" : "no-service");
      return form.unknown();
    }
    const verdict = await authorizer.authorize(request, now());
    switch (verdict.kind) {
      case "allowed":
        // Once for a key after a new pepper: this one call waits for one write, a second at the most.
        if (verdict.rehash) await rehasher?.record(verdict.rehash, now());
        return form.allow(consumerContext(verdict));
      case "refused":
        no(verdict.reason, knownOf(verdict));
        return form.deny(verdict.known.consumer.id, verdict.reason);
      case "pending":
        no("body-mismatch", knownOf(verdict.ifHeld));
        return form.unknown();
      case "unauthenticated":
        no(verdict.reason, knownOf(verdict));
        return form.unknown();
    }
  };

const read = (
  event: APIGatewayRequestAuthorizerEvent | HttpEvent,
  services: ProviderServices,
): { request: CallRequest | undefined; form: AnswerForm } =>
  isHttpEvent(event)
    ? { request: providerHttpRequest(event, services), form: httpAnswers(event) }
    : { request: providerRestRequest(event, services), form: restAnswers(event.methodArn) };
