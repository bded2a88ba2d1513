import { comparable } from "@latchkey/core/gateway/header-line";
import { responseHeaders } from "@latchkey/core/gateway/response-headers";
import { isExecuteApi } from "@latchkey/signing/middleware/api-gateway-path";
import { CallRefusal } from "../problem/call-refusal.ts";
import { answerHead, beginAnswer, passBody } from "./answer-stream.ts";
import type { OpenCall } from "./open-call.ts";
import type { UpstreamAnswer } from "./upstream/forward.ts";

/**
 * Passes the upstream's answer on: status and headers at once, the body as it comes.
 * @throws CallRefusal before the head, for an answer that cannot be passed on; after it, the error that breaks the body.
 */
export const passAnswer = async (
  call: OpenCall,
  { status, headers, body }: UpstreamAnswer,
): Promise<void> => {
  const bodiless = call.event.httpMethod === "HEAD" || status === 204 || status === 304;
  try {
    if (status < 200 || status > 599)
      throw new CallRefusal(
        "upstream-unreachable",
        "The service answered with a status that does not exist.",
      );
    const passed = responseHeaders(headers, status, bodiless, cookiePath(call)).filter(
      ([name]) => !isOurLimit(call, name),
    );
    const lines = [...passed, ...Object.entries(call.added)];
    const out = beginAnswer(call.sink, answerHead(status, lines));
    call.begun = true;
    call.line.status = status;
    await passBody(body, out, (bytes) => {
      call.line.bytesOut += bytes;
    });
  } finally {
    // Where it was not read to its end, its connection is given up rather than left open.
    body.destroy();
  }
};

/** The service's path as the caller sees it: on API Gateway's own host name the stage comes first. */
const cookiePath = ({ event: { requestContext }, path }: OpenCall): string => {
  const stage = isExecuteApi(requestContext.domainName ?? "") ? `/${requestContext.stage}` : "";
  return `${stage}/${path?.slug ?? ""}`;
};

/** Where Latchkey reports the state of limits, the upstream's own headers would be mistaken for them. */
const isOurLimit = ({ added }: OpenCall, name: string): boolean =>
  added["RateLimit"] !== undefined && /^(?:ratelimit|x-ratelimit-|x-quota-warning)/.test(comparable(name));
