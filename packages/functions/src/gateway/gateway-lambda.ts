import { serviceOperations, serviceRecord } from "@latchkey/aws/stores/service-table";
import { once } from "@latchkey/core/once";
import { LATCHKEY_SERVICE } from "@latchkey/core/service/service";
import type { APIGatewayProxyEvent } from "aws-lambda";
import { createThroughEdge } from "../call/through-edge.ts";
import { callKeyRings, callTable } from "../composition/call-dependencies.ts";
import { callLimits } from "../composition/call-limits.ts";
import { callSettings } from "../composition/call-settings.ts";
import { callUses } from "../composition/call-uses.ts";
import { callsInFlight } from "../composition/calls-in-flight.ts";
import { now } from "../composition/clock.ts";
import { ownHostsOfStage } from "../composition/own-hosts.ts";
import { random } from "../composition/random.ts";
import { reach } from "../composition/reach.ts";
import { roleCredentials } from "../composition/role-credentials.ts";
import { warmUp } from "../composition/warm-up.ts";
import { createGateway } from "./gateway.ts";
import { gatewayLog } from "./gateway-log.ts";

const gateway = once(() =>
  createGateway({
    serviceBySlug: serviceRecord(callTable()),
    operationsOf: serviceOperations(callTable()),
    keys: callKeyRings(),
    uses: callUses(),
    limits: callLimits(),
    now,
    random,
    issuer: callSettings().LATCHKEY_CONTROL_URL,
    version: callSettings().LATCHKEY_VERSION,
    gatewayUrl: callSettings().LATCHKEY_GATEWAY_URL,
    portalOrigin: URL.parse(callSettings().LATCHKEY_PORTAL_URL)?.origin,
    reach: reach(),
    own: ownHostsOfStage(),
    iamUpstreams: callSettings().LATCHKEY_IAM_UPSTREAMS,
    roleCredentials,
    inFlight: callsInFlight(),
    maxConcurrentCalls: callSettings().LATCHKEY_MAX_CONCURRENT_CALLS,
    throughEdge: createThroughEdge(callSettings().LATCHKEY_EDGE_SECRETS),
    log: gatewayLog,
  }),
);

export const handler = awslambda.streamifyResponse<APIGatewayProxyEvent>((event, stream, context) =>
  gateway()(event, { stream, begin: (head) => awslambda.HttpResponseStream.from(stream, { ...head }) }, () =>
    context.getRemainingTimeInMillis(),
  ),
);

/** One item that is always there: what counts is that the connection stands. */
const connect = () => serviceRecord(callTable())(LATCHKEY_SERVICE);

// Where Lambda loads it: on one machine nothing waits for a first call.
if (process.env["AWS_LAMBDA_FUNCTION_NAME"] !== undefined)
  await warmUp([() => callKeyRings().ring("data"), connect, async () => gateway()]);
