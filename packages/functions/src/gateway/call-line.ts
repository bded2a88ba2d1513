import type { ProblemCode } from "../problem/problem-document.ts";

/**
 * One call, as it is logged and later counted: ids and figures, never a query, a header's value or a body.
 * What was not known when the call ended is absent.
 */
export interface CallLine {
  /** ISO 8601: when the call came. */
  at: string;
  requestId: string;
  method: string;
  /** What the path names. */
  slug: string;
  /** Ids. */
  serviceId?: string;
  consumer?: string;
  credential?: string;
  subscription?: string;
  plan?: string;
  /** The slug of the consumer's team. */
  team?: string;
  /** What the caller was answered; 499 when it went away before the answer. */
  status: number;
  upstreamStatus?: number;
  /** Of the bodies alone. */
  bytesIn: number;
  bytesOut: number;
  /** Milliseconds from the event to the last byte, and from the upstream request to its answer's headers. */
  durationMs: number;
  upstreamMs?: number;
  /** What a model read and wrote, as the upstream says. */
  tokensIn?: number;
  tokensOut?: number;
  /** The limits could not be counted: the service's setting decided. */
  counters?: "failed-open" | "failed-closed";
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
