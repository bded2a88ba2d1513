import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { Arrival, Edge } from "./cloudfront-edge.ts";
import { randomText } from "./random-pool.ts";
import { eventHeaders, type HeaderLists } from "./request-headers.ts";
import { parseQuery } from "./request-query.ts";
import type { RequestTarget } from "./request-target.ts";

/** One request as the edge took it in; everything that an event is made of. */
export interface RestRequest {
  readonly method: string;
  readonly httpVersion: string;
  readonly target: RequestTarget;
  readonly headers: HeaderLists;
  readonly query: ReadonlyMap<string, readonly string[]>;
  readonly body: Buffer;
  readonly sourceIp: string;
  readonly requestId: string;
  readonly extendedRequestId: string;
  readonly traceId: string;
  /** Milliseconds since the epoch. */
  readonly receivedAt: number;
}

/** What the API knows of the client: from its connection, or from the edge in front. */
export const arrival = (message: IncomingMessage, edge: Edge | undefined): Arrival => {
  const { rawHeaders, method = "", url: uri = "" } = message;
  const sourceIp = (message.socket.remoteAddress ?? "").replace(/^::ffff:/, "");
  return edge ? edge({ rawHeaders, sourceIp, method, uri }) : { rawHeaders, sourceIp };
};

export const takeRequest = (
  message: IncomingMessage,
  target: RequestTarget,
  body: Buffer,
  receivedAt: number,
  { rawHeaders, sourceIp }: Arrival,
): RestRequest => {
  const { socket } = message;
  const seconds = Math.floor(receivedAt / 1000).toString(16);
  const traceId = `Root=1-${seconds}-${randomText(12, "hex")}`;
  const protocol = "encrypted" in socket ? "https" : "http";
  return {
    method: message.method ?? "",
    httpVersion: message.httpVersion,
    target,
    headers: eventHeaders(rawHeaders, { sourceIp, port: socket.localPort ?? 0, protocol, traceId }),
    query: parseQuery(target.query),
    body,
    sourceIp,
    requestId: randomUUID(),
    extendedRequestId: randomText(11, "base64"),
    traceId,
    receivedAt,
  };
};
