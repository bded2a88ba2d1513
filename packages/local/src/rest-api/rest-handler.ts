import type { IncomingMessage, ServerResponse } from "node:http";
import { authorize } from "./authorize.ts";
import { sendAnswer } from "./client-connection.ts";
import { REFUSALS, type Refusal, renderAccessLine, renderRefusal } from "./gateway-response.ts";
import { integrate } from "./integrate.ts";
import { readBody } from "./request-body.ts";
import { requestContext } from "./request-context.ts";
import { refusedForSize } from "./request-size.ts";
import { parseRequestTarget, type RequestTarget } from "./request-target.ts";
import type { RestApi, RestFault } from "./rest-api.ts";
import { arrival, type RestRequest, takeRequest } from "./rest-request.ts";
import { type RouteMatch, routeMatcher } from "./route-match.ts";

// API Gateway answers these itself, before any route.
const HEALTH_PATHS = new Set(["/ping", "/sping"]);

/** CloudFront Developer Guide, "Request and response behavior for custom origins": a GET with a body is refused. */
const GET_WITH_BODY = "<TITLE>ERROR: The request could not be satisfied</TITLE>";

/**
 * One REST API as a listener of a `node:http` server. The listener never rejects. Mount it on a server made with
 * `restServerOptions`, or use `startRestApi`.
 */
export const handleRest = (
  api: RestApi,
): ((message: IncomingMessage, response: ServerResponse) => Promise<void>) => {
  const match = routeMatcher(api.routes);
  const report = api.report ?? reportToConsole;
  return async (message, response) => {
    try {
      await serve(api, match, report, message, response);
    } catch (error) {
      report({ requestId: "", functionName: api.name, message: "the adapter failed", error });
      if (response.headersSent) response.destroy();
      else sendAnswer(response, 500, [], Buffer.alloc(0));
    }
  };
};

const serve = async (
  api: RestApi,
  match: (method: string, path: string) => RouteMatch | undefined,
  report: (fault: RestFault) => void,
  message: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  const receivedAt = (api.now ?? Date.now)();
  const url = message.url ?? "";
  if (HEALTH_PATHS.has(url.split("?", 1)[0] ?? "")) {
    sendAnswer(response, 200, [], Buffer.alloc(0));
    return;
  }
  const body = await readBody(message, api.maxBodyBytes);
  if (body === "gone") return;
  if (api.edge && message.method === "GET" && body.length > 0) {
    sendAnswer(response, 403, [["Content-Type", "text/html"]], Buffer.from(GET_WITH_BODY));
    return;
  }

  const target = parseRequestTarget(url, api.stage, api.stageInPath);
  const known = typeof target === "string" ? nowhere(api) : target;
  const arrived = arrival(message, api.edge);
  const taken = typeof body === "string" ? Buffer.alloc(0) : body;
  const request = takeRequest(message, known, taken, receivedAt, arrived);
  const refuse = (refusal: Refusal, resourcePath = "") =>
    sendRefusal(api, request, refusal, resourcePath, response);

  const oversized = refusedForSize({ url, rawHeaders: arrived.rawHeaders });
  if (oversized) return refuse(oversized);
  if (body === "too-large") return refuse(REFUSALS.tooLarge);
  if (target === "malformed" || hostHeaders(message) > 1) return refuse(REFUSALS.malformedRequest);
  const found = target === "other-stage" ? undefined : match(request.method, request.target.path);
  if (found === undefined) return refuse(REFUSALS.unknownRoute);

  const { route } = found;
  const authorization = route.authorized ? await authorize(api, request, found, report) : undefined;
  if (authorization && "refusal" in authorization) return refuse(authorization.refusal, route.path);
  const context = authorization?.context;
  const refusal = await integrate(api, request, found, context, report, response);
  if (refusal) refuse(context ? { ...refusal, authorizer: context } : refusal, route.path);
};

const nowhere = (api: RestApi): RequestTarget => ({ path: "/", stagePath: `/${api.stage}`, query: "" });

// Two of them are an attempt to be two different things (RFC 9112, 3.2).
const hostHeaders = (message: IncomingMessage): number =>
  message.rawHeaders.filter((name, index) => index % 2 === 0 && name.toLowerCase() === "host").length;

const sendRefusal = (
  api: RestApi,
  request: RestRequest,
  refusal: Refusal,
  resourcePath: string,
  response: ServerResponse,
): void => {
  const context = requestContext(api, request, resourcePath);
  const { statusCode, headers, body } = renderRefusal(refusal, api, context);
  const ids: [string, string][] = [
    ["x-amzn-RequestId", request.requestId],
    ["x-amz-apigw-id", request.extendedRequestId],
  ];
  // The rest of a body that was too large is not worth reading.
  if (refusal.type === "REQUEST_TOO_LARGE") ids.push(["Connection", "close"]);
  sendAnswer(response, statusCode, [...headers, ...ids], body);
  const responseLatency = (api.now ?? Date.now)() - request.receivedAt;
  const sent = { status: statusCode, responseLength: body.length, responseLatency };
  api.accessLog?.write(renderAccessLine(api.accessLog.format, refusal, context, sent));
};

const reportToConsole = (fault: RestFault): void => {
  console.error(`${fault.functionName} ${fault.requestId}: ${fault.message}`, fault.error ?? "");
};
