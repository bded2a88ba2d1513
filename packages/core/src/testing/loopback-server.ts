import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";

export interface LoopbackServer {
  url: string;
  port: number;
  server: Server;
  /** Closes all connections, and stops listening. */
  stop(): void;
}

/** A server on a free port of loopback. */
export const startServer = async (listener: RequestListener): Promise<LoopbackServer> => {
  const server = createServer(listener).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("A TCP server has a port.");
  const stop = () => {
    server.closeAllConnections();
    server.close();
  };
  return { url: `http://127.0.0.1:${address.port}`, port: address.port, server, stop };
};

/** A server that keeps no connection after an answer, and whose end is waited for. */
export const startBriefServer = async (listener: RequestListener) => {
  const { url, server, stop } = await startServer(listener);
  // A connection that a client keeps is not closed at the moment of its next request.
  server.keepAliveTimeout = 0;
  return {
    url,
    stop: async () => {
      const closed = once(server, "close");
      stop();
      await closed;
    },
  };
};
