import type { Readable } from "node:stream";
import { type Dispatcher, errors } from "undici";
import { CallRefusal, ClientGone } from "./call-refusal.ts";
import type { HeaderLine } from "./header-line.ts";
import type { UpstreamTarget } from "./upstream-url.ts";

export interface UpstreamRequest extends UpstreamTarget {
  method: Dispatcher.HttpMethod;
  headers: readonly HeaderLine[];
  body: Buffer;
  /** Until the answer's headers are there, connection included. */
  timeoutMs: number;
  /** One header more, about the body as it is sent. @throws Unavailable */
  prove?: (body: Buffer) => Promise<HeaderLine>;
}

export interface UpstreamAnswer {
  status: number;
  /** Names and values in turn. */
  headers: readonly string[];
  body: Readable;
}

/**
 * Sends a request and waits for the headers of the final answer; redirects are answers like others. A GET or HEAD
 * without a body is sent once more when its connection was closed before any answer (RFC 9110, section 9.2.2):
 * a kept one may have died unseen. Nothing else is ever sent twice.
 *
 * @param gone aborts the request and, after this has returned, the body
 * @throws CallRefusal `upstream-unreachable` or `upstream-timeout`.
 * @throws ClientGone when `gone` was aborted; Unavailable from `prove`.
 */
export const callUpstream = async (
  agent: Dispatcher,
  request: UpstreamRequest,
  gone: AbortSignal,
): Promise<UpstreamAnswer> => {
  const proven = await withProof(request);
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(new Late()), request.timeoutMs);
  const signal = AbortSignal.any([gone, late.signal]);
  try {
    return await send(agent, proven, signal).catch((error: unknown) => {
      if (signal.aborted || !isSafeToRepeat(request) || !isClosedConnection(error)) throw error;
      return send(agent, proven, signal);
    });
  } catch (error) {
    throw refusalFor(error);
  } finally {
    clearTimeout(timer);
  }
};

const withProof = async (request: UpstreamRequest): Promise<UpstreamRequest> =>
  request.prove ? { ...request, headers: [...request.headers, await request.prove(request.body)] } : request;

class Late extends Error {
  override readonly name = "Late";
}

const send = async (
  agent: Dispatcher,
  { origin, path, method, headers, body }: UpstreamRequest,
  signal: AbortSignal,
): Promise<UpstreamAnswer> => {
  const answer = await Promise.race([
    agent.request({
      origin,
      path,
      method,
      headers: headers.flat(),
      body: body.length === 0 ? null : body,
      signal,
      responseHeaders: "raw",
    }),
    // undici itself hears of an abort only once the connection stands.
    aborted(signal),
  ]);
  // Whoever reads the body is thrown its error; where nobody does any more, it must not end the process.
  answer.body.on("error", () => undefined);
  const raw: unknown = answer.headers;
  if (!isTexts(raw)) throw new Error("undici gave no raw headers.");
  return { status: answer.statusCode, headers: raw, body: answer.body };
};

const aborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_resolve, reject) => {
    if (signal.aborted) reject(signal.reason);
    else signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });

const isTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((item) => typeof item === "string");

const isSafeToRepeat = ({ method, body }: UpstreamRequest): boolean =>
  (method === "GET" || method === "HEAD") && body.length === 0;

const CLOSED = new Set(["UND_ERR_SOCKET", "ECONNRESET", "EPIPE"]);

const isClosedConnection = (error: unknown): boolean =>
  error instanceof Error && "code" in error && typeof error.code === "string" && CLOSED.has(error.code);

const refusalFor = (error: unknown): unknown => {
  if (error instanceof ClientGone) return error;
  // A request that cannot be written is our mistake, not the upstream's.
  if (error instanceof errors.InvalidArgumentError || error instanceof errors.NotSupportedError) return error;
  return error instanceof Late
    ? new CallRefusal("upstream-timeout", undefined, error)
    : new CallRefusal("upstream-unreachable", undefined, error);
};
