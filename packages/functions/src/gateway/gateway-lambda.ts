import { serviceOperations, serviceRecord } from "@latchkey/aws/stores/service-table";
import { once } from "@latchkey/core/once";
import type { APIGatewayProxyEvent } from "aws-lambda";
import { createThroughEdge } from "../call/through-edge.ts";
import { callKeyRings, callTable } from "../composition/call-dependencies.ts";
import { callLimits } from "../composition/call-limits.ts";
import { callUses } from "../composition/call-uses.ts";
import { callsInFlight } from "../composition/calls-in-flight.ts";
import { now } from "../composition/clock.ts";
import { ownHostsOfStage } from "../composition/own-hosts.ts";
import { random } from "../composition/random.ts";
import { reach } from "../composition/reach.ts";
import { roleCredentials } from "../composition/role-credentials.ts";
import { settings } from "../composition/settings.ts";
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
    issuer: settings().LATCHKEY_CONTROL_URL,
    version: settings().LATCHKEY_VERSION,
    gatewayUrl: settings().LATCHKEY_GATEWAY_URL,
    portalOrigin: URL.parse(settings().LATCHKEY_PORTAL_URL)?.origin,
    reach: reach(),
    own: ownHostsOfStage(),
    iamUpstreams: settings().LATCHKEY_IAM_UPSTREAMS,
    roleCredentials,
    inFlight: callsInFlight(),
    maxConcurrentCalls: settings().LATCHKEY_MAX_CONCURRENT_CALLS,
    throughEdge: createThroughEdge(settings().LATCHKEY_EDGE_SECRETS),
    log: gatewayLog,
  }),
);

export const handler = awslambda.streamifyResponse<APIGatewayProxyEvent>((event, stream, context) =>
  gateway()(event, { stream, begin: (head) => awslambda.HttpResponseStream.from(stream, { ...head }) }, () =>
    context.getRemainingTimeInMillis(),
  ),
);
