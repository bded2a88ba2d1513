import { countedAccess } from "@latchkey/functions/composition/counted-lines";
import { ACCESS_LOG } from "@latchkey/functions/routes/access-log";
import { CONTROL_API } from "@latchkey/functions/routes/control-api";
import {
  type AnsweringFor,
  gatewayResponses,
  type Plane,
  targetTooLong,
} from "@latchkey/functions/routes/gateway-responses";
import { GATEWAY_ROUTES } from "@latchkey/functions/routes/gateway-routes";
import type { Route } from "@latchkey/functions/routes/route";
import { EDGE_FUNCTION, EDGE_HEADERS } from "@latchkey/functions/routes/signature-edge";
import { cloudFrontEdge, type Edge } from "../rest-api/cloudfront-edge.ts";
import type { LambdaHandler } from "../rest-api/lambda-handler.ts";
import type { RestApi, RestRoute } from "../rest-api/rest-api.ts";
import type { Lambdas } from "./lambdas.ts";

/** The ids of the two APIs, by which the authorizer tells them apart. */
export const API_IDS: Record<Plane, string> = { control: "localcontrol", gateway: "localgateway" };

const ROUTES: Record<Plane, readonly Route[]> = { control: CONTROL_API, gateway: GATEWAY_ROUTES };

/** As `infra` sets them. */
const MAX_BODY_BYTES = 10 * 1024 * 1024;
const TIMEOUT = 29_000;
const STREAM_TIMEOUT = 900_000;

/** Where the two planes are, without a slash at the end. */
interface Addresses {
  controlUrl: string;
  gatewayUrl: string;
}

/** One of the two REST APIs, with the routes, responses and limits that it is deployed with. */
export const planeApi = (
  plane: Plane,
  lambdas: Lambdas,
  authorizer: LambdaHandler,
  now: () => number,
  addresses: Addresses,
): RestApi => ({
  name: `latchkey-${plane}`,
  apiId: API_IDS[plane],
  stage: "local",
  stageInPath: false,
  routes: ROUTES[plane].map((route) => restRoute(route, lambdas)),
  authorizer: { handler: authorizer, functionName: "authorizer" },
  gatewayResponses: gatewayResponses(plane, answeringFor(plane, addresses)),
  targetTooLong: targetTooLong(answeringFor(plane, addresses)),
  binaryMediaTypes: ["*/*"],
  maxBodyBytes: MAX_BODY_BYTES,
  timeoutMilliseconds: TIMEOUT,
  now,
  // Of the management API nothing is counted.
  ...(plane === "gateway" ? { accessLog: { format: JSON.stringify(ACCESS_LOG), write: countedAccess } } : {}),
});

/** As `infra/signature-edge.ts` puts it in front of the gateway, which then sees API Gateway's own host name. */
export const gatewayEdge = (secret: string): Edge =>
  cloudFrontEdge(EDGE_FUNCTION, {
    host: `${API_IDS.gateway}.execute-api.eu-central-1.amazonaws.com`,
    headers: { [EDGE_HEADERS.secret]: secret },
  });

/** The portal has the control plane's own origin here. */
const answeringFor = (plane: Plane, { controlUrl, gatewayUrl }: Addresses): AnsweringFor =>
  plane === "gateway" ? { controlUrl, gatewayUrl, portalOrigin: new URL(controlUrl).origin } : {};

const restRoute = (route: Route, lambdas: Lambdas): RestRoute => ({
  method: route.method,
  path: route.path,
  authorized: route.public !== true,
  integration: {
    handler: lambdas[route.noun],
    functionName: route.noun,
    // RFC 6749, section 5.2 asks for it; deployed, API Gateway renames it (docs/http.md).
    ...(route.noun === "oauth" ? { keepsChallenge: true } : {}),
    ...(route.noun === "gateway" ? { streaming: true, timeoutMilliseconds: STREAM_TIMEOUT } : {}),
  },
});
