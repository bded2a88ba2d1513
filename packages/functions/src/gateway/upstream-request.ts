import { headerOf, isDecoded } from "@latchkey/core/gateway/client-request";
import { withoutCredential } from "@latchkey/core/gateway/hidden-credential";
import { fitsScopes, hasOneReading, isSafePath } from "@latchkey/core/gateway/path-safety";
import { requestHeaders } from "@latchkey/core/gateway/request-headers";
import { inSignedOrder } from "@latchkey/core/gateway/signed-query";
import { upstreamTarget } from "@latchkey/core/gateway/upstream-url";
import type { Service } from "@latchkey/core/service/service";
import { type ConsumerContext, readPlaces } from "../call/call-context.ts";
import { CallRefusal } from "../problem/call-refusal.ts";
import { callBody } from "./call-body.ts";
import type { OpenCall } from "./open-call.ts";
import type { UpstreamRequest } from "./upstream/forward.ts";

export interface Admitted {
  consumer: ConsumerContext;
  service: Service;
  /** What follows the slug, percent-encoded. */
  rest: string;
  requestId: string;
  /** The gateway's name in `CDN-Loop`. */
  loopId: string;
}

const METHODS = ["DELETE", "GET", "HEAD", "PATCH", "POST", "PUT"] as const;
const MAX_HEADER_LINES = 200;

/**
 * What is sent upstream for an admitted call.
 * @param own opens the service's headers; called only when no other check refuses
 * @throws CallRefusal `invalid-path`, `upgrade-unsupported`, `method-not-allowed`, `payload-too-large` or
 * `invalid-credential`.
 */
export const upstreamRequest = async (
  { event, client: sent }: Pick<OpenCall, "event" | "client">,
  { consumer, service, rest, requestId, loopId }: Admitted,
  own: (service: Service) => Promise<Record<string, string>>,
): Promise<UpstreamRequest> => {
  // What a grant of the stage lets be called is judged by the path too.
  const isJudged = fitsScopes(service, rest) && (!service.upstream.auth || hasOneReading(rest));
  if (!isSafePath(rest) || !isJudged) throw new CallRefusal("invalid-path");
  if (!isDecoded(sent.query)) throw new CallRefusal("invalid-path", "The query is not UTF-8.");
  if (headerOf(sent, "sec-websocket-key") !== undefined)
    throw new CallRefusal("upgrade-unsupported", "WebSockets are not forwarded.");
  const method = METHODS.find((each) => each === event.httpMethod);
  if (method === undefined) throw new CallRefusal("method-not-allowed");
  const body = callBody(event, consumer.body);
  if (sent.headers.length > MAX_HEADER_LINES)
    throw new CallRefusal("payload-too-large", `A request has at most ${MAX_HEADER_LINES} header lines.`);
  const { headers, query } = withoutCredential(sent, {
    hide: readPlaces(consumer.hide),
    keep: readPlaces(consumer.keep),
  });
  return {
    ...upstreamTarget(service.upstream.url, rest, consumer.query === "sorted" ? inSignedOrder(query) : query),
    method,
    body,
    timeoutMs: service.upstream.timeoutSeconds * 1000,
    headers: requestHeaders(headers, await own(service), {
      consumer,
      requestId,
      loopId,
      sourceIp: event.requestContext.identity.sourceIp,
      proto: headerOf(sent, "x-forwarded-proto") === "http" ? "http" : "https",
      host: headerOf(sent, "host") ?? event.requestContext.domainName ?? "",
    }),
  };
};
