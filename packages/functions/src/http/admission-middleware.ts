import { Refusal } from "@latchkey/core/refusal";
import type { MiddlewareObj, Request } from "@middy/core";
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from "aws-lambda";
import type { CallUses } from "../admission/call-uses.ts";
import { CallerContext } from "../authorizer/authorizer-context.ts";
import { checkBodyRule } from "./body-rule.ts";
import { bodyBytes } from "./request.ts";

type Handled = Request<APIGatewayProxyEvent, APIGatewayProxyResult>;

/**
 * What every Lambda of the management API does with what the authorizer has admitted: compares the body, uses up a
 * signature that may be used once, and records the use. Public routes have nobody to admit.
 */
export const admission = (
  uses: () => CallUses,
  now: () => number,
): MiddlewareObj<APIGatewayProxyEvent, APIGatewayProxyResult> => {
  const recording = new WeakMap<APIGatewayProxyEvent, Promise<void>>();
  const recorded = async ({ event }: Handled) => recording.get(event);
  return {
    before: async ({ event }) => {
      const { authorizer } = event.requestContext;
      if (!authorizer) return;
      const context = CallerContext.parse(authorizer);
      checkBodyRule(context.body, bodyBytes(event));
      if (context.kind !== "consumer") return;
      if (!(await uses().claim(context)))
        throw new Refusal("invalid-credential", "The credential is missing or not valid.");
      recording.set(event, uses().record(context, now()));
    },
    after: recorded,
    onError: recorded,
  };
};
