import { type ClientRequest, headerOf } from "@latchkey/core/gateway/client-request";
import { corsHeaders } from "@latchkey/core/gateway/cors";
import { type ServicePath, servicePath } from "@latchkey/core/gateway/service-path";
import type { APIGatewayProxyEvent } from "aws-lambda";
import { requestIdOf } from "../call/request-id.ts";
import { requestTimeOf } from "../call/request-time.ts";
import { ClientGone } from "../problem/call-refusal.ts";
import type { AnswerSink } from "./answer-stream.ts";
import type { CallLine } from "./call-line.ts";
import { clientRequest } from "./read-client-request.ts";

/** A call while it runs: what came, where its answer goes, and what is known of it so far. */
export interface OpenCall {
  readonly event: APIGatewayProxyEvent;
  /** What the event has of the client's headers and query. */
  readonly client: ClientRequest;
  readonly sink: AnswerSink;
  readonly path: ServicePath | undefined;
  /** Filled in as things become known; logged when the call is over. */
  readonly line: CallLine;
  /** What the gateway says in every answer to this call: the request's id, CORS. */
  readonly added: Record<string, string>;
  /** Aborted when the caller goes away before its answer is whole. */
  readonly gone: AbortSignal;
  /** Whether it is of a REST service, whose document names its operation. */
  isRest: boolean;
  /** Whether the head is out: from then on a failure cannot be answered, only cut off. */
  begun: boolean;
  /** The call is over: the client's connection is no longer watched. */
  close(): void;
}

/** @param portalOrigin may read every answer, a refusal before the service is known included */
export const openCall = (
  event: APIGatewayProxyEvent,
  sink: AnswerSink,
  now: number,
  portalOrigin: string | undefined,
): OpenCall => {
  const started = performance.now();
  const requestId = requestIdOf(event);
  const path = servicePath(event.path);
  const client = clientRequest(event);
  const gone = new AbortController();
  // A stream that has taken everything closes too.
  const leave = () => {
    if (!sink.stream.writableFinished) gone.abort(new ClientGone());
  };
  sink.stream.once("close", leave);
  // Kept for good: a stream that breaks after the call is over must not end the process.
  sink.stream.on("error", leave);
  const line: CallLine = {
    at: new Date(requestTimeOf(event, now)).toISOString(),
    requestId,
    method: event.httpMethod,
    slug: path?.slug ?? "",
    status: 0,
    bytesIn: 0,
    bytesOut: 0,
    durationMs: 0,
  };
  return {
    event,
    client,
    sink,
    path,
    line,
    added: {
      "X-Request-Id": requestId,
      ...corsHeaders(undefined, headerOf(client, "origin"), portalOrigin),
    },
    gone: gone.signal,
    isRest: false,
    begun: false,
    close() {
      sink.stream.off("close", leave);
      line.durationMs = since(started);
    },
  };
};

/** Whole milliseconds. */
export const since = (started: number): number => Math.round(performance.now() - started);
