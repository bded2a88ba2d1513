import type { IncomingMessage, ServerResponse } from "node:http";
import { sendEcho } from "@latchkey/functions/probe/send-echo";
import { bodyOf } from "./upstream-body.ts";

/** The demo service that shows what reached it, as the probe of a deployed stage does. */
export const echo = async (
  request: IncomingMessage,
  response: ServerResponse,
  prefix: string,
): Promise<void> => {
  const body = (await bodyOf(request)).toString("utf8");
  const { pathname, search } = new URL(request.url ?? "/", "http://localhost");
  const gone = new AbortController();
  response.once("close", () => gone.abort());
  const echoed = {
    method: request.method ?? "GET",
    path: pathname.slice(prefix.length) || "/",
    query: search.slice(1),
    headers: request.headers,
    body,
  };
  const begin = (status: number, type: string) =>
    response.writeHead(status, { "Content-Type": type, "Cache-Control": "no-store" });
  try {
    await sendEcho(echoed, begin, gone.signal);
  } catch (error) {
    if (!gone.signal.aborted) throw error;
  }
};
