import { type LoopbackServer, startServer } from "@latchkey/core/testing/loopback-server";

/** Answers what it was sent, as a service would. */
export const startUpstream = (): Promise<LoopbackServer> =>
  startServer((request, response) => {
    response.writeHead(200, { "Content-Type": "application/json" });
    response.end(JSON.stringify({ path: request.url, consumer: request.headers["x-consumer-name"] }));
  });
