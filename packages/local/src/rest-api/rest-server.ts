import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { originForm } from "./origin-form.ts";
import type { RestApi } from "./rest-api.ts";
import { handleRest } from "./rest-handler.ts";

/** Above API Gateway's own quota, which `refusedForSize` knows, so that what is over it is told: above this 431, by Node. */
const MAX_HEADER_BYTES = 65_536;
const REQUEST_MILLISECONDS = 60_000;
/** Longer than clients keep a connection that they do not use: none is closed at the moment of its next request. */
const KEEP_ALIVE_MILLISECONDS = 75_000;
const DRAIN_MILLISECONDS = 1500;

export interface RestServer {
  readonly server: Server;
  /** Stops listening, lets running answers finish for a moment, then cuts them; done within 2 seconds. */
  close(): Promise<void>;
}

/** A server for REST APIs and other routes: strict parser, bounded headers, no header dropped. */
export const createRestServer = (listener: RequestListener): RestServer => {
  const server = createServer(
    { insecureHTTPParser: false, maxHeaderSize: MAX_HEADER_BYTES, requestTimeout: REQUEST_MILLISECONDS },
    (request, response) => {
      request.url = originForm(request);
      return listener(request, response);
    },
  );
  // By default Node drops what comes after the 2,000th header, silently; their size bounds them already.
  server.maxHeadersCount = 0;
  server.keepAliveTimeout = KEEP_ALIVE_MILLISECONDS;

  // Connections opened in advance, as browsers do: Node does not count them as idle before their first request.
  const unused = new Set<Socket>();
  server.on("connection", (socket: Socket) => {
    unused.add(socket);
    socket.once("close", () => unused.delete(socket));
  });
  server.on("request", ({ socket }) => unused.delete(socket));

  let closing: Promise<void> | undefined;
  return {
    server,
    close() {
      closing ??= drain(server, unused);
      return closing;
    },
  };
};

const drain = async (server: Server, unused: ReadonlySet<Socket>): Promise<void> => {
  for (const socket of unused) socket.destroy();
  const sweep = setInterval(() => server.closeIdleConnections(), 20);
  const cut = setTimeout(() => server.closeAllConnections(), DRAIN_MILLISECONDS);
  try {
    await new Promise<void>((resolve, reject) => {
      server.close((error) => (error ? reject(error) : resolve()));
    });
  } finally {
    clearInterval(sweep);
    clearTimeout(cut);
  }
};

/** Listens; port 0 picks a free one. Fails when the address is taken. */
export const listen = async (
  server: Server,
  address: { readonly host: string; readonly port: number },
): Promise<number> => {
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(address.port, address.host, () => {
      server.off("error", reject);
      resolve();
    });
  });
  return portOf(server.address());
};

export const startRestApi = async (
  api: RestApi,
  address: { readonly host: string; readonly port: number },
): Promise<{ readonly port: number; close(): Promise<void> }> => {
  const { server, close } = createRestServer(handleRest(api));
  return { port: await listen(server, address), close };
};

const portOf = (address: AddressInfo | string | null): number => {
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return address.port;
};
