import { once } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { sendJson } from "../http/local-http.ts";
import { type EchoWishes, echoWishes } from "./echo-wishes.ts";
import { bodyOf } from "./upstream-body.ts";

const CHUNK = Buffer.alloc(64 * 1024, "x");

/**
 * Answers what reached it, so that one can see what the gateway forwards. `?delay=<ms>`, `?bytes=<n>` and `?status=<n>`
 * make it slow, large, or another answer.
 */
export const echo = async (
  request: IncomingMessage,
  response: ServerResponse,
  prefix: string,
): Promise<void> => {
  const url = new URL(request.url ?? "/", "http://localhost");
  const body = await bodyOf(request);
  const wishes = echoWishes(url.searchParams);
  const gone = new AbortController();
  response.once("close", () => gone.abort());
  try {
    if (wishes.bytes !== undefined) return await sendBytes(response, wishes, wishes.bytes, gone.signal);
    await sleep(wishes.delay, undefined, { signal: gone.signal });
    sendJson(response, wishes.status, {
      method: request.method,
      path: url.pathname.slice(prefix.length) || "/",
      query: queryOf(url.searchParams),
      headers: request.headers,
      body: body.toString("utf8"),
    });
  } catch (error) {
    if (!gone.signal.aborted) throw error;
  }
};

const queryOf = (given: URLSearchParams): Record<string, string | string[]> => {
  const query: Record<string, string | string[]> = {};
  for (const name of new Set(given.keys())) {
    const values = given.getAll(name);
    query[name] = values.length === 1 ? (values[0] ?? "") : values;
  }
  return query;
};

const sendBytes = async (
  response: ServerResponse,
  { status, delay }: EchoWishes,
  bytes: number,
  gone: AbortSignal,
): Promise<void> => {
  response.writeHead(status, { "Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store" });
  const half = Math.ceil(bytes / 2);
  await write(response, half, gone);
  await sleep(delay, undefined, { signal: gone });
  await write(response, bytes - half, gone);
  response.end();
};

const write = async (response: ServerResponse, bytes: number, signal: AbortSignal): Promise<void> => {
  for (let left = bytes; left > 0; left -= CHUNK.length)
    if (!response.write(CHUNK.subarray(0, Math.min(left, CHUNK.length))))
      await once(response, "drain", { signal });
};
