import type { ServerResponse } from "node:http";
import { sendAnswer, sendHead } from "./client-connection.ts";
import { REFUSALS, type Refusal } from "./gateway-response.ts";
import { parseLambdaAnswer } from "./lambda-answer.ts";
import { type InvocationOptions, invokeLambda, MAX_PAYLOAD_BYTES } from "./lambda-invocation.ts";
import { isStreamingHandler } from "./lambda-runtime-shim.ts";
import { headerValue } from "./request-headers.ts";
import { streamLambda } from "./response-stream.ts";
import type { RestApi, RestFault } from "./rest-api.ts";
import { proxyEvent } from "./rest-event.ts";
import type { RestRequest } from "./rest-request.ts";
import type { RouteMatch } from "./route-match.ts";
import { withMethodOverridden } from "./stage-faults.ts";

/** 5 minutes: how long a regional endpoint lets a streamed answer be silent. */
const IDLE_MILLISECONDS = 300_000;

type Headers = readonly (readonly [string, string])[];

/** Calls the route's function and sends its answer; what comes back instead is still to be answered. */
export const integrate = async (
  api: RestApi,
  request: RestRequest,
  match: RouteMatch,
  authorizer: Readonly<Record<string, string>> | undefined,
  report: (fault: RestFault) => void,
  response: ServerResponse,
): Promise<Refusal | undefined> => {
  const { handler, streaming = false, ...integration } = match.route.integration;
  const { faults = [] } = api;
  const handed = faults.includes("method-overridden") ? withMethodOverridden(request) : request;
  const event = proxyEvent(api, handed, match, authorizer);
  if (isTooLarge(event, request.body.length))
    return faults.includes("plain-413") ? REFUSALS.tooLarge : REFUSALS.tooLargeForLambda;

  const options: InvocationOptions = {
    awsRequestId: request.requestId,
    functionName: integration.functionName ?? api.name,
    timeoutMilliseconds: integration.timeoutMilliseconds ?? api.timeoutMilliseconds,
  };
  const fault = (refusal: Refusal | undefined, message: string, error?: unknown): Refusal | undefined => {
    report({ requestId: options.awsRequestId, functionName: options.functionName, message, error });
    return refusal;
  };
  const ids: Headers = [
    ["x-amzn-RequestId", request.requestId],
    ["x-amz-apigw-id", request.extendedRequestId],
    ["X-Amzn-Trace-Id", request.traceId],
  ];
  if (isStreamingHandler(handler) !== streaming) {
    return fault(REFUSALS.badAnswer, "only one of route and function streams");
  }
  if (isStreamingHandler(handler)) {
    const streamed = {
      ...options,
      idleMilliseconds: api.idleMilliseconds ?? IDLE_MILLISECONDS,
      held: faults.includes("answers-held"),
    };
    const result = await streamLambda(handler, event, response, streamed, (head) =>
      sendHead(response, head.statusCode, [...head.headers, ...ids]),
    );
    if (result.kind === "timed-out") return fault(REFUSALS.timeout, "the function timed out");
    if (result.kind === "malformed") return fault(REFUSALS.badAnswer, "the answer is malformed");
    if (result.kind === "failed") return fault(REFUSALS.badAnswer, "the function failed", result.error);
    if (result.kind === "cut") return fault(undefined, "the answer broke off", result.error);
    return undefined;
  }

  const result = await invokeLambda(handler, event, options);
  if (result.kind === "timed-out") return fault(REFUSALS.timeout, "the function timed out");
  if (result.kind === "failed") return fault(REFUSALS.badAnswer, "the function failed", result.error);
  const accept = headerValue(request.headers, "accept");
  const answer = parseLambdaAnswer(JSON.parse(result.json), api.binaryMediaTypes, accept);
  if (answer === undefined) return fault(REFUSALS.badAnswer, "the answer is malformed");
  const headers = integration.keepsChallenge ? withChallenge(answer.headers) : answer.headers;
  sendAnswer(response, answer.statusCode, [...headers, ...ids], answer.body);
  return undefined;
};

/** JSON writes a byte as six at most, and API Gateway bounds the rest of an event: most are not written to be measured. */
const SMALL_BODY_BYTES = 512 * 1024;

const isTooLarge = (event: object, bodyBytes: number): boolean =>
  bodyBytes > SMALL_BODY_BYTES && Buffer.byteLength(JSON.stringify(event)) > MAX_PAYLOAD_BYTES;

const withChallenge = (headers: Headers): Headers =>
  headers.map(([name, value]) => [
    name === "x-amzn-Remapped-WWW-Authenticate" ? "WWW-Authenticate" : name,
    value,
  ]);
