import type { CallRecord } from "@latchkey/core/usage/call-record";
import type { ProblemCode } from "../problem/problem-document.ts";

/**
 * One call, as it is logged: what usage counts of it, and what only the log tells. Ids and figures, never a query, a
 * header's value or a body. What was not known when the call ended is absent.
 */
export interface CallLine extends Omit<CallRecord, "consumer" | "reason" | "durationMs"> {
  /** Absent while the credential is not proven. */
  consumer?: CallRecord["consumer"];
  method: string;
  /** The path's template, or the beginning of a path without one. */
  path?: string;
  plan?: string;
  /** Milliseconds from the event to the last byte, and from the upstream request to its answer's headers. */
  durationMs: number;
  upstreamMs?: number;
  /** Why the gateway answered itself, or why the answer is not whole. */
  code?: ProblemCode | "answer-cut" | "client-gone";
  /** The cause of a failure, as the machine names it: `ECONNREFUSED`. */
  cause?: string;
}

/** Where lines go. Nothing handed in needs to be redacted. */
export interface GatewayLog {
  call(line: CallLine): void;
  /** A bug or an outage of our own, with everything that is known of it. */
  fault(requestId: string, error: unknown): void;
}

/** The short name of an error's cause, which holds nothing of the request. */
export const causeOf = (error: unknown): string | undefined => {
  for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth += 1) {
    const code = "code" in at ? at.code : undefined;
    if (typeof code === "string" && /^[A-Z0-9_]{2,60}$/.test(code)) return code;
    if (typeof at.cause === "string") return at.cause;
    if (at.cause === undefined) return at.name;
  }
  return undefined;
};
