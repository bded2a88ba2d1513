import { fitsScopes, isSafePath } from "@latchkey/core/gateway/path-safety";
import type { Authorizer } from "@latchkey/core/verdict/authorize";
import type { Verdict } from "@latchkey/core/verdict/verdict";
import type { APIGatewayRequestAuthorizerEvent } from "aws-lambda";
import { requestLine } from "../call/authorized-request.ts";
import { consumerContext } from "../call/call-context.ts";
import type { Rehasher } from "../call/call-uses.ts";
import type { NamedService } from "../call/provider-service.ts";
import { requestIdOf } from "../call/request-id.ts";
import { type ProviderRequest, providerRestRequest } from "../call/rest-request.ts";
import type { ProviderServices } from "../routes/provider-services.ts";
import { type HttpEvent, isHttpEvent, providerHttpRequest } from "./http-request.ts";
import { type AnswerForm, httpAnswers, type ProviderAnswer, restAnswers } from "./provider-answer.ts";
import { allKnownOf, knownOf, type RefusalLine } from "./refusal-line.ts";

export interface ProviderAuthorizerDependencies {
  authorizer: Authorizer;
  services: ProviderServices;
  now: () => number;
  rehasher?: Rehasher;
  refused(line: RefusalLine): void;
}

/**
 * The authorizer in front of a provider's own API. There no function of Latchkey sees the body: a signature that needs it is
 * refused, and only the provider's Lambda can compare the body with the digest.
 */
export const createProviderAuthorizer =
  ({ authorizer, services, now, rehasher, refused }: ProviderAuthorizerDependencies) =>
  async (event: APIGatewayRequestAuthorizerEvent | HttpEvent): Promise<ProviderAnswer> => {
    const requestId = isHttpEvent(event) ? event.requestContext.requestId : requestIdOf(event);
    const { read, form } = readEvent(event, services);
    const request = read?.request;
    const no = (reason: string, known = {}): void =>
      refused({ requestId, service: request?.service ?? "", reason, ...known });
    // Scopes are compared with the path as it is written, and no gateway of ours turns dots away behind it.
    if (!read || !request || !isSafePath(request.rest)) {
      no(request ? "invalid-path" : "no-service");
      return form.unknown();
    }
    const verdict = ofTeam(await authorizer.authorize(request, now()), read.named);
    switch (verdict.kind) {
      case "allowed":
        if (!fitsScopes(verdict.call.service, request.rest)) {
          no("invalid-path", knownOf(verdict));
          return form.deny(verdict.call.consumer.id, "invalid-path");
        }
        // Once for a key after a new pepper: this one call waits for one write, a second at the most.
        if (verdict.rehash) await rehasher?.record(verdict.rehash, now());
        return form.allow(
          {
            ...consumerContext(verdict),
            request: requestLine({ httpMethod: request.method, path: request.path }),
          },
          read.named.byPath && read.named.slug,
        );
      case "refused":
        no(verdict.reason, knownOf(verdict));
        return form.deny(verdict.known.consumer.id, verdict.reason);
      case "pending":
        no("body-mismatch", knownOf(verdict.ifHeld));
        return form.unknown();
      case "unauthenticated":
        for (const known of allKnownOf(verdict)) no(verdict.reason, known);
        return form.unknown();
    }
  };

/**
 * A service of a team other than the API's is answered like an unknown service: each team may publish a service under a
 * slug that the API has in its paths, and approve its own consumers.
 */
const ofTeam = (verdict: Verdict, { team }: NamedService): Verdict => {
  if (team === undefined || (verdict.kind !== "allowed" && verdict.kind !== "refused")) return verdict;
  const { consumer, credential, service } = verdict.kind === "allowed" ? verdict.call : verdict.known;
  if (service === undefined || service.team === team) return verdict;
  return { kind: "refused", reason: "no-subscription", known: { consumer, credential } };
};

const readEvent = (
  event: APIGatewayRequestAuthorizerEvent | HttpEvent,
  services: ProviderServices,
): { read: ProviderRequest | undefined; form: AnswerForm } =>
  isHttpEvent(event)
    ? { read: providerHttpRequest(event, services), form: httpAnswers(event) }
    : { read: providerRestRequest(event, services), form: restAnswers(event.methodArn) };
