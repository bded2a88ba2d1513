import { Raced, Unavailable } from "@latchkey/core/outage";
import { Refusal, type RefusalExtra } from "@latchkey/core/refusal";
import type { MiddlewareObj } from "@middy/core";
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from "aws-lambda";
import { requestIdOf } from "../call/request-id.ts";
import type { Log } from "../composition/log.ts";
import { type ProblemCode, problemDocument } from "../problem/problem-document.ts";
import { toResult } from "./answer.ts";

/** Turns what was thrown into a problem document. What is not a refusal or an outage is a bug: a bare 500. */
export const problems = (log: Log): MiddlewareObj<APIGatewayProxyEvent, APIGatewayProxyResult> => ({
  onError: (request) => {
    const { event, error } = request;
    const [code, about] = describe(error);
    const requestId = requestIdOf(event);
    if (code === "internal-error" || code === "unavailable")
      log.error(code, { requestId, resource: event.resource, error });
    const problem = problemDocument(code, { ...about, requestId, instance: event.path });
    request.response = toResult({ status: problem.status, body: problem, headers: headersOf(about) });
  },
});

type About = { detail?: string } & RefusalExtra;

const describe = (error: unknown): [ProblemCode, About] => {
  if (error instanceof Refusal) return [error.code, { detail: error.message, ...error.extra }];
  if (error instanceof Unavailable || error instanceof Raced)
    return ["unavailable", { detail: "Try again in a moment. Repeating it is safe.", retryAfterSeconds: 1 }];
  return ["internal-error", {}];
};

const headersOf = ({ retryAfterSeconds, allow }: RefusalExtra): Record<string, string> => ({
  ...(retryAfterSeconds === undefined ? {} : { "Retry-After": String(retryAfterSeconds) }),
  ...(allow === undefined ? {} : { Allow: allow.join(", ") }),
});
