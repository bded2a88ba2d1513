import { callRequest } from "@latchkey/functions/call/rest-request";
import { createThroughEdge } from "@latchkey/functions/call/through-edge";
import type { APIGatewayProxyEvent } from "aws-lambda";
import { parseRequestTarget } from "../rest-api/request-target.ts";
import { authorizerEvent, proxyEvent } from "../rest-api/rest-event.ts";
import { arrival, takeRequest } from "../rest-api/rest-request.ts";
import { routeMatcher } from "../rest-api/route-match.ts";
import type { SignatureV4Dropped } from "../rest-api/signature-v4-header.ts";
import { gatewayEdge, planeApi } from "./planes.ts";

/** One request on its connection: names and values as they were sent. */
export interface WireRequest {
  method: string;
  target: string;
  headers: readonly (readonly [name: string, value: string])[];
}

type Reading = Omit<ReturnType<typeof callRequest>, "requestId">;
/** By the authorizer, and by the gateway's function. */
type Readings = readonly [authorizer: Reading, gateway: Reading];

const SECRET = "secret-of-the-edge";
const NOW = Date.parse("2026-03-05T12:00:00Z");
const api = planeApi(
  "gateway",
  Object({}),
  async () => undefined,
  () => NOW,
  { controlUrl: "https://api.latchkey.test", gatewayUrl: "https://gateway.latchkey.test" },
);
const match = routeMatcher(api.routes);
const edge = gatewayEdge(SECRET);
const throughEdge = createThroughEdge([SECRET]);

/** New in each request, or of the last hop by design. */
const HOPS = new Set(["x-forwarded-for", "x-forwarded-port", "x-forwarded-proto", "x-amzn-trace-id"]);

const readingOf = (event: object): Reading => {
  const json: APIGatewayProxyEvent = JSON.parse(JSON.stringify(event));
  const { headers, requestId: _, ...request } = callRequest(throughEdge(json), "gateway");
  const own = Object.entries(headers).filter(([name]) => !HOPS.has(name));
  return { ...request, headers: Object.fromEntries(own.sort(([one], [other]) => (one < other ? -1 : 1))) };
};

const readings = (
  { method, target, headers }: WireRequest,
  isBehindEdge: boolean,
  signatureV4Dropped: SignatureV4Dropped,
): Readings | undefined => {
  const found = parseRequestTarget(target, api.stage, api.stageInPath);
  const route = typeof found === "string" ? undefined : match(method, found.path);
  if (typeof found === "string" || !route) return undefined;
  const message = Object({
    method,
    url: target,
    httpVersion: "1.1",
    rawHeaders: headers.flat(),
    socket: { remoteAddress: "127.0.0.1", localPort: 443 },
  });
  const arrived = arrival(message, isBehindEdge ? edge : undefined);
  const request = takeRequest(message, found, Buffer.alloc(0), NOW, arrived);
  const stage = { ...api, signatureV4Dropped };
  return [
    readingOf(authorizerEvent(stage, request, route, "arn")),
    readingOf(proxyEvent(stage, request, route)),
  ];
};

/**
 * How a request is read where the client calls API Gateway itself, and where it calls the stage's edge in front of an API Gateway that
 * drops every Signature V4. A verdict depends on nothing else, so equal readings are equal verdicts. Undefined for what leads to no
 * function.
 */
export const edgeReadings = (request: WireRequest): { direct: Readings; behind: Readings } | undefined => {
  const direct = readings(request, false, "off");
  const behind = readings(request, true, "both");
  return direct && behind && { direct, behind };
};
