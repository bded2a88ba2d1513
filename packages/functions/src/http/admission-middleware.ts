import { Refusal } from "@latchkey/core/refusal";
import type { MiddlewareObj, Request } from "@middy/core";
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from "aws-lambda";
import { isAuthorizedRequest, OTHER_REQUEST } from "../call/authorized-request.ts";
import { checkBodyRule } from "../call/body-rule.ts";
import { CallerContext } from "../call/call-context.ts";
import type { CallUses } from "../call/call-uses.ts";
import type { ManagementLimits } from "./limits-middleware.ts";
import { bodyBytes } from "./request.ts";

type Handled = Request<APIGatewayProxyEvent, APIGatewayProxyResult>;

/**
 * What every Lambda of the management API does with what the authorizer has admitted: compares method, path and body, uses up
 * a signature that may be used once, counts the call under its limits, and records the use. Public routes admit every caller.
 */
export const admission = (
  uses: () => CallUses,
  limits: Pick<ManagementLimits, "checkSize" | "count">,
  now: () => number,
): MiddlewareObj<APIGatewayProxyEvent, APIGatewayProxyResult> => {
  const recording = new WeakMap<APIGatewayProxyEvent, Promise<void>>();
  const recorded = async ({ event }: Handled) => recording.get(event);
  return {
    before: async ({ event }) => {
      const { authorizer } = event.requestContext;
      if (!authorizer) return;
      const context = CallerContext.parse(authorizer);
      if (!isAuthorizedRequest(context, event)) throw new Refusal("forbidden", OTHER_REQUEST);
      const body = bodyBytes(event);
      checkBodyRule(context.body, body);
      if (context.kind !== "consumer") return;
      limits.checkSize(context, body.length);
      if (!(await uses().claim(context)))
        throw new Refusal("invalid-credential", "The credential is missing or not valid.");
      // After the replay protection: a client that repeats a signature must not use up the limits too.
      await limits.count(event, context);
      recording.set(event, uses().record(context, now()));
    },
    after: recorded,
    onError: recorded,
  };
};
