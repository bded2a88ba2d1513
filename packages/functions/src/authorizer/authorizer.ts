import type { Authorizer } from "@latchkey/core/verdict/authorize";
import type { CallRequest } from "@latchkey/core/verdict/call-request";
import type { Verdict } from "@latchkey/core/verdict/verdict";
import type { APIGatewayAuthorizerResult, APIGatewayRequestAuthorizerEvent } from "aws-lambda";
import { requestIdOf } from "../http/request-id.ts";
import { callRequest, planeOf } from "./authorizer-event.ts";
import { consumerContext, personContext } from "./caller-context.ts";
import { bearerOf, type People } from "./people.ts";
import { allowPolicy, denyPolicy, pendingPolicy } from "./policy.ts";
import type { SealPending } from "./seal-pending-call.ts";

export interface AuthorizerDependencies {
  authorizer: Authorizer;
  people: People | undefined;
  apis: { control: string; gateway: string };
  sealPending: SealPending;
  now: () => number;
  /** Told of every refusal, with the exact reason; never what was presented. */
  refused(line: RefusalLine): void;
}

export interface RefusalLine {
  requestId: string;
  service: string;
  reason: string;
  consumer?: string;
  credential?: string;
}

/** API Gateway answers 401 for an error with exactly this message. */
const unauthorized = (): Error => new Error("Unauthorized");

/** Event in, policy out. Anything that is thrown but `Unauthorized` is an outage, which API Gateway answers as 503. */
export const createAuthorizerHandler =
  ({ authorizer, people, apis, sealPending, now, refused }: AuthorizerDependencies) =>
  async (event: APIGatewayRequestAuthorizerEvent): Promise<APIGatewayAuthorizerResult> => {
    const plane = planeOf(event, apis);
    if (plane === undefined) throw unauthorized();
    const request = callRequest(event, plane);
    const token = plane === "control" ? people && bearerOf(request, people.issuer) : undefined;
    if (people && token !== undefined) {
      const person = await people.verify(token, now());
      if (person) return allowPolicy(event.methodArn, person.id, personContext(person, people.admins));
      refused({ ...about(event, request), reason: "bad-signature" });
      throw unauthorized();
    }
    const verdict = await authorizer.authorize(request, now());
    if (verdict.kind === "allowed")
      return allowPolicy(event.methodArn, verdict.call.consumer.id, consumerContext(verdict));
    if (verdict.kind === "pending") {
      // Only the gateway's Lambda can complete it; anywhere else the body would go unchecked.
      const sealed = plane === "gateway" ? await sealPending(request, verdict, now()) : undefined;
      if (sealed !== undefined) return pendingPolicy(event.methodArn, sealed);
      refused({ ...about(event, request), reason: "body-mismatch", ...knownOf(verdict.ifHeld) });
      throw unauthorized();
    }
    refused({ ...about(event, request), reason: verdict.reason, ...knownOf(verdict) });
    if (verdict.kind === "unauthenticated") throw unauthorized();
    return denyPolicy(event.methodArn, verdict.known.consumer.id, verdict.reason);
  };

const about = (event: APIGatewayRequestAuthorizerEvent, { service }: CallRequest) => ({
  requestId: requestIdOf(event),
  service,
});

const knownOf = (verdict: Exclude<Verdict, { kind: "pending" }>) => {
  const known = verdict.kind === "allowed" ? verdict.call : verdict.known;
  return known ? { consumer: known.consumer.id, credential: known.credential.id } : {};
};
