import type { IncomingHttpHeaders, ServerResponse } from "node:http";
import { startBriefServer } from "@latchkey/core/testing/loopback-server";

/** How one request is answered. */
export type Scripted =
  | { status: number; body?: string | object; headers?: Record<string, string> }
  /** The connection is cut before the head, after it, or in the middle of the body. */
  | "cut"
  | "cut-after-head"
  | "cut-in-body"
  /** Nothing is answered, or a byte of the body every few milliseconds. */
  | "silence"
  | "drip";

export interface FaultServer {
  endpoint: string;
  requests: { headers: IncomingHttpHeaders; body: string }[];
  stop(): Promise<void>;
}

/** An AWS service that answers from a script; its last answer is repeated. */
export const startFaultServer = async (script: readonly Scripted[]): Promise<FaultServer> => {
  const requests: FaultServer["requests"] = [];
  const timers = new Set<NodeJS.Timeout>();
  const { url, stop } = await startBriefServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => {
      body += chunk;
    });
    request.on("end", () => {
      const scripted = script[Math.min(requests.length, script.length - 1)];
      requests.push({ headers: request.headers, body });
      answer(response, scripted ?? { status: 200 }, timers);
    });
  });
  return {
    endpoint: url,
    requests,
    stop: async () => {
      for (const timer of timers) clearInterval(timer);
      await stop();
    },
  };
};

const answer = (response: ServerResponse, scripted: Scripted, timers: Set<NodeJS.Timeout>): void => {
  if (scripted === "silence") return;
  if (scripted === "cut") {
    response.socket?.destroy();
    return;
  }
  if (typeof scripted === "string") {
    response.writeHead(200, { "content-type": "application/x-amz-json-1.0", "content-length": "1000" });
    response.flushHeaders();
    if (scripted !== "cut-after-head") response.write('{"Responses":');
    if (scripted === "drip") timers.add(setInterval(() => response.write(" "), 10));
    else setImmediate(() => response.socket?.destroy());
    return;
  }
  const { status, body = {}, headers = {} } = scripted;
  // The time of answers is the script's alone, or the client's own.
  response.writeHead(status, { "content-type": "application/x-amz-json-1.0", ...headers });
  response.end(typeof body === "string" ? body : JSON.stringify(body));
};
