import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** Ports that an issuer which wants exact addresses is told of. */
const PORTS = [8765, 8766, 8767];
const PATH = "/callback";
const WAIT_MS = 5 * 60_000;

/** Where the issuer sends the browser back to (RFC 8252, section 7.3). */
export interface Loopback extends AsyncDisposable {
  readonly redirectUri: string;
  /** The address that the browser came back with. @throws Error after five minutes */
  readonly comeBack: Promise<URL>;
}

/** Listens on this machine alone. `host` is how the issuer knows it. Any free port, where the three are taken. */
export const listenOnLoopback = async (
  host: "127.0.0.1" | "localhost",
  stop: AbortSignal,
): Promise<Loopback> => {
  const server = await firstListening([...PORTS, 0]);
  const { port } = server.address() as AddressInfo;
  const redirectUri = `http://${host}:${port}${PATH}`;
  const comeBack = new Promise<URL>((resolve, reject) => {
    server.on("request", (request, response) => {
      const url = new URL(request.url ?? "/", redirectUri);
      const isOurs =
        request.method === "GET" && url.pathname === PATH && request.headers.host === `${host}:${port}`;
      const isDone = isOurs && (url.searchParams.has("code") || url.searchParams.has("error"));
      response.writeHead(isDone ? 200 : 404, {
        "Content-Type": "text/plain; charset=utf-8",
        "Cache-Control": "no-store",
        "Referrer-Policy": "no-referrer",
        Connection: "close",
      });
      response.end(
        isDone ? "You can close this window and go back to the terminal.\n" : "There is nothing here.\n",
      );
      if (isDone) resolve(url);
    });
    const ends = AbortSignal.any([stop, AbortSignal.timeout(WAIT_MS)]);
    ends.addEventListener("abort", () => reject(new Error("The sign-in was not finished.")), { once: true });
  });
  comeBack.catch(() => undefined);
  return {
    redirectUri,
    comeBack,
    [Symbol.asyncDispose]: async () => {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
};

const firstListening = async ([port = 0, ...others]: readonly number[]): Promise<Server> => {
  const server = createServer();
  try {
    server.listen(port, "127.0.0.1");
    await once(server, "listening");
    return server;
  } catch (error) {
    if (others.length === 0) throw error;
    return firstListening(others);
  }
};
