import type { Agent, ClientRequest, IncomingMessage } from "node:http";
import type { Readable } from "node:stream";
import { nodeHttp } from "@latchkey/aws/node-http";
import type { HeaderLine } from "@latchkey/core/gateway/header-line";
import { originUrl } from "@latchkey/core/gateway/origin-url";
import type { UpstreamTarget } from "@latchkey/core/gateway/upstream-url";
import { CallRefusal, ClientGone } from "../../problem/call-refusal.ts";

export interface UpstreamRequest extends UpstreamTarget {
  method: "DELETE" | "GET" | "HEAD" | "PATCH" | "POST" | "PUT";
  headers: readonly HeaderLine[];
  body: Buffer;
  /** Until the answer's headers are there, connection included. */
  timeoutMs: number;
  /** What each adds stands in front of the next. */
  proofs?: readonly Proof[];
}

/** Headers more, about the request as it is sent. @throws Unavailable, CallRefusal */
export type Proof = (request: UpstreamRequest) => Promise<readonly HeaderLine[]>;

export interface UpstreamAnswer {
  status: number;
  /** Names and values in turn. */
  headers: readonly string[];
  body: Readable;
}

/** How long an answer's body may be silent: as long as API Gateway lets it. */
const BODY_IDLE_MS = 300_000;

/** API Gateway takes 16 KB of an answer's headers; what is above it is read, so that the answer can say so. */
const MAX_HEADER_BYTES = 64 * 1024;

/**
 * Sends a request, once, and waits for the headers of the final answer: interim ones (RFC 9110, section 15.2) are skipped, and
 * redirects are answers like others. Nothing is sent twice: a connection that closes without an answer does not tell
 * whether the upstream has carried the request out.
 *
 * @param gone aborts the request and, after this has returned, the body
 * @throws CallRefusal `upstream-unreachable` or `upstream-timeout`.
 * @throws ClientGone when `gone` was aborted, and what a proof throws.
 */
export const callUpstream = async (
  agent: Agent,
  request: UpstreamRequest,
  gone: AbortSignal,
): Promise<UpstreamAnswer> => {
  const proven = await withProofs(request);
  gone.throwIfAborted();
  const sent = begin(agent, proven);
  let begun: IncomingMessage | undefined;
  const leave = () => (begun ?? sent).destroy(gone.reason);
  const timer = setTimeout(() => sent.destroy(new Late()), request.timeoutMs);
  gone.addEventListener("abort", leave);
  try {
    const answer = await headOf(sent);
    begun = answer;
    answer.once("close", () => gone.removeEventListener("abort", leave));
    answer.setTimeout(BODY_IDLE_MS, () => answer.destroy(new Silent()));
    return { status: answer.statusCode ?? 0, headers: answer.rawHeaders, body: answer };
  } catch (error) {
    gone.removeEventListener("abort", leave);
    throw refusalFor(error);
  } finally {
    clearTimeout(timer);
  }
};

const withProofs = async (request: UpstreamRequest): Promise<UpstreamRequest> => {
  let proven = request;
  for (const proof of request.proofs ?? [])
    proven = { ...proven, headers: [...proven.headers, ...(await proof(proven))] };
  return proven;
};

class Late extends Error {
  override readonly name = "Late";
}

class Silent extends Error {
  override readonly name = "Silent";
}

const begin = (agent: Agent, { origin, path, method, headers, body }: UpstreamRequest): ClientRequest => {
  const { protocol, hostname, port, host } = originUrl(origin);
  const lines = ["Host", host];
  for (const [name, value] of headers) lines.push(name, value);
  // A body that is there has a length, and a method that may have one says that it has none (RFC 9110, section 8.6).
  if (body.length > 0 || method === "POST" || method === "PUT" || method === "PATCH")
    lines.push("Content-Length", String(body.length));
  const sent = nodeHttp(protocol).request({
    agent,
    protocol,
    hostname: hostname.replace(/^\[|\]$/g, ""),
    port,
    path,
    method,
    headers: lines,
    maxHeaderSize: MAX_HEADER_BYTES,
  });
  // Bounded by bytes: Node would leave out silently what comes after a thousand lines.
  sent.maxHeadersCount = 0;
  // After the head the answer emits errors; without a listener they would end the process.
  sent.on("error", () => undefined);
  sent.end(body.length > 0 ? body : undefined);
  return sent;
};

const headOf = (sent: ClientRequest): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    sent.once("error", reject);
    // Another protocol that was not asked for ends without an error.
    let isAnswered = false;
    sent.once("close", () => {
      if (!isAnswered) reject(new Error("The connection was closed without an answer."));
    });
    sent.once("response", (answer) => {
      isAnswered = true;
      // A reader is thrown its error; where there is none any more, it must not end the process.
      answer.on("error", () => undefined);
      resolve(answer);
    });
  });

const refusalFor = (error: unknown): unknown => {
  if (error instanceof ClientGone) return error;
  // A request that cannot be written is our mistake, not the upstream's.
  if (error instanceof TypeError) return error;
  return error instanceof Late
    ? new CallRefusal("upstream-timeout", undefined, error)
    : new CallRefusal("upstream-unreachable", undefined, error);
};
