import { Unavailable } from "@latchkey/core/outage";
import { CallRefusal, ClientGone } from "../problem/call-refusal.ts";
import { type ProblemCode, problemDocument } from "../problem/problem-document.ts";
import { causeOf, type GatewayLog } from "./call-line.ts";
import type { OpenCall } from "./open-call.ts";
import { sendWhole } from "./send-whole.ts";

/** The status of an answer that no client waited for: in the log only, not in HTTP. */
const CLIENT_GONE = 499;

export interface FailurePorts {
  log: GatewayLog;
  /** The management API's address, where problems are explained. */
  issuer: string;
}

/**
 * Answers a call that failed with a problem document.
 * @throws the error again when the answer had begun: the runtime then cuts the connection, so that the caller knows.
 */
export const answerFailure = async (
  call: OpenCall,
  error: unknown,
  { log, issuer }: FailurePorts,
): Promise<void> => {
  const { line, event, sink } = call;
  const cause = causeOf(error);
  if (cause !== undefined) line.cause = cause;
  if (error instanceof ClientGone || call.gone.aborted) {
    line.code = "client-gone";
    if (!call.begun) line.status = CLIENT_GONE;
    return;
  }
  if (call.begun) {
    line.code = "answer-cut";
    throw error;
  }
  const code = codeOf(error);
  line.code = code;
  if (code === "internal-error" || code === "unavailable") log.fault(line.requestId, error);
  const about = { requestId: line.requestId, instance: event.path, controlUrl: issuer };
  const { detail, extra } = error instanceof CallRefusal ? error : { detail: undefined, extra: {} };
  const body = problemDocument(code, { ...about, ...extra, ...(detail === undefined ? {} : { detail }) });
  line.status = body.status;
  const retry = code === "unavailable" || code === "service-busy" ? { "Retry-After": "1" } : {};
  const headers = { ...call.added, ...retry };
  const told = error instanceof CallRefusal && error.json !== undefined ? { json: error.json } : undefined;
  const whole = {
    status: body.status,
    headers,
    ...(told ?? { body, type: "application/problem+json" as const }),
  };
  line.bytesOut = await sendWhole(sink, whole, event.httpMethod);
};

/** What is neither a refusal nor an outage is a bug: a bare 500, and everything in the log. */
const codeOf = (error: unknown): ProblemCode => {
  if (error instanceof CallRefusal) return error.code;
  return error instanceof Unavailable ? "unavailable" : "internal-error";
};
