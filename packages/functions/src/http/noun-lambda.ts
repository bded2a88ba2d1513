import { notFound } from "@latchkey/core/refusal";
import middy from "@middy/core";
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from "aws-lambda";
import { callLimits } from "../composition/call-limits.ts";
import { callUses } from "../composition/call-uses.ts";
import { now } from "../composition/clock.ts";
import { controlPlane } from "../composition/dependencies.ts";
import { createLog } from "../composition/log.ts";
import { CONTROL_ROUTES } from "../routes/control-routes.ts";
import type { Noun, Route } from "../routes/route.ts";
import { admission } from "./admission-middleware.ts";
import { cors } from "./cors-middleware.ts";
import { managementLimits } from "./limits-middleware.ts";
import { handleOperation } from "./noun-handler.ts";
import type { Operation } from "./operation.ts";
import { problems } from "./problem-middleware.ts";

type Handle = (event: APIGatewayProxyEvent) => Promise<APIGatewayProxyResult>;

/** The Lambda of one noun of the management API. */
export const nounLambda = (noun: Noun, operations: Readonly<Record<string, Operation>>) =>
  routedLambda(noun, (route) => {
    const operation = operations[route.operation];
    if (!operation) throw new Error(`${noun} has no operation ${route.operation}.`);
    return (event) => handleOperation(controlPlane(), operation, event);
  });

/**
 * The chain that every request of the control plane goes through, composed here and only here. API Gateway has found the
 * resource, slashes at the end of the path forgiven: its answer is not asked a second time of the path. What has no
 * operation goes to `otherwise`.
 */
export const routedLambda = (
  noun: Noun,
  handlerOf: (route: Route) => Handle,
  otherwise: Handle = () => Promise.reject(notFound("path")),
) => {
  const handlers = new Map(
    CONTROL_ROUTES.filter((route) => route.noun === noun).map((route) => [
      `${route.method} ${route.path}`,
      handlerOf(route),
    ]),
  );
  const limits = managementLimits(callLimits, now);
  return middy<APIGatewayProxyEvent, APIGatewayProxyResult>()
    .use(cors())
    .use(limits.headers)
    .use(problems(createLog(noun)))
    .use(admission(callUses, limits, now))
    .handler((given) => {
      const event = asRouted(handlers, given);
      const handle = handlers.get(`${event.httpMethod} ${event.resource}`) ?? otherwise;
      return handle(event);
    });
};

/**
 * A `HEAD` is carried out as the `GET` of its path, where it has no operation of its own. The answer keeps its body, whose
 * length is told: every HTTP server leaves the body itself out (RFC 9110, section 9.3.2), API Gateway's among them.
 */
const asRouted = (known: ReadonlyMap<string, Handle>, event: APIGatewayProxyEvent): APIGatewayProxyEvent =>
  event.httpMethod === "HEAD" && !known.has(`HEAD ${event.resource}`) && known.has(`GET ${event.resource}`)
    ? { ...event, httpMethod: "GET" }
    : event;
