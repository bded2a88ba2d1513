import { isoTime } from "@latchkey/core/clock";
import { pathBeginning } from "@latchkey/core/gateway/path-template";
import type { CallRequest } from "@latchkey/core/presented/call-request";
import type { Authorizer } from "@latchkey/core/verdict/authorize";
import { refusalDetail } from "@latchkey/core/verdict/refusal-detail";
import type { APIGatewayRequestAuthorizerEvent } from "aws-lambda";
import { requestLine } from "../call/authorized-request.ts";
import { type CallerContext, personContext, recordingContext } from "../call/call-context.ts";
import { type CallEvent, planeOf } from "../call/call-event.ts";
import type { Rehasher } from "../call/call-uses.ts";
import type { PathReader } from "../call/path-reader.ts";
import { requestIdOf } from "../call/request-id.ts";
import { requestTimeOf } from "../call/request-time.ts";
import { callRequest } from "../call/rest-request.ts";
import type { ThroughEdge } from "../call/through-edge.ts";
import type { ProviderServices } from "../routes/provider-services.ts";
import { type HttpEvent, isHttpEvent } from "./http-request.ts";
import { namedCall } from "./named-call.ts";
import { bearerOf, type People } from "./people.ts";
import { allowPolicy, denyPolicy, pendingPolicy } from "./policy.ts";
import { type ProviderAnswer, unauthorized } from "./provider-answer.ts";
import { createProviderAuthorizer } from "./provider-authorizer.ts";
import { allKnownOf, knownOf, type RefusalLine } from "./refusal-line.ts";
import type { SealPending } from "./seal-pending-call.ts";

export interface AuthorizerDependencies {
  authorizer: Authorizer;
  people: People | undefined;
  apis: { control: string; gateway: string };
  /** Of providers' own APIs. */
  services: ProviderServices;
  /** Of the gateway alone. */
  throughEdge: ThroughEdge;
  sealPending: SealPending;
  now: () => number;
  /**
   * For providers' own APIs, where no function of Latchkey records uses; without it, the hashes of keys are not upgraded.
   */
  rehasher?: Rehasher;
  /** Without it, a refused call is told by the beginning of its path. */
  paths?: PathReader;
  /** Told of every refusal, with the exact reason; never what was presented. */
  refused(line: RefusalLine): void;
}

/**
 * Event in, policy out. Anything that is thrown but `Unauthorized` is an outage, which API Gateway answers as 503. An
 * API that is not one of our two is a provider's own.
 */
export const createAuthorizerHandler = (dependencies: AuthorizerDependencies) => {
  const { authorizer, people, apis, throughEdge, sealPending, now, refused } = dependencies;
  const authorizeForProvider = createProviderAuthorizer(dependencies);
  const tell = (
    event: CallEvent,
    { service, method, rest }: CallRequest,
    reason: RefusalLine["reason"],
    known: Partial<RefusalLine> = {},
  ): void => {
    const at = isoTime(requestTimeOf(event, now()));
    const path = pathBeginning(rest);
    refused({ at, requestId: requestIdOf(event), service, method, path, reason, ...known });
  };
  return async (given: APIGatewayRequestAuthorizerEvent | HttpEvent): Promise<ProviderAnswer> => {
    if (given.requestContext.apiId === "") throw unauthorized();
    if (isHttpEvent(given)) return authorizeForProvider(given);
    const plane = planeOf(given, apis);
    if (plane === undefined) return authorizeForProvider(given);
    const event = plane === "gateway" ? throughEdge(given) : given;
    const request = callRequest(event, plane);
    const token = plane === "control" ? people && bearerOf(request, people.issuer) : undefined;
    if (people && token !== undefined) {
      const person = await people.verify(token, now());
      if (person)
        return allowPolicy(
          event.methodArn,
          person.id,
          authorizedFor(event, personContext(person, people.admins)),
        );
      tell(event, request, "bad-signature");
      throw unauthorized();
    }
    const verdict = await authorizer.authorize(request, now());
    if (verdict.kind === "allowed")
      return allowPolicy(
        event.methodArn,
        verdict.call.consumer.id,
        authorizedFor(event, recordingContext(verdict)),
      );
    if (verdict.kind === "pending") {
      // Only the gateway's Lambda can complete it; anywhere else the body would go unchecked.
      const sealed = plane === "gateway" ? await sealPending(request, verdict, now()) : undefined;
      if (sealed !== undefined) return pendingPolicy(event.methodArn, sealed);
      tell(event, request, "body-mismatch", knownOf(verdict.ifHeld));
      throw unauthorized();
    }
    const named = await namedCall(dependencies.paths, request, verdict, now());
    for (const known of allKnownOf(verdict)) tell(event, request, verdict.reason, { ...known, ...named });
    if (verdict.kind === "unauthenticated") throw unauthorized();
    const { reason, known } = verdict;
    return denyPolicy(event.methodArn, known.consumer.id, reason, refusalDetail(verdict, request));
  };
};

/** The context is made for this call alone, so it takes one more member. */
const authorizedFor = (event: CallEvent, context: CallerContext): CallerContext => {
  context.request = requestLine(event);
  return context;
};
