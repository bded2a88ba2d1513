import { createServer, type RequestListener } from "node:http";

export interface Serving {
  origin: string;
  /** What answers from now on. */
  answer(listener: RequestListener): void;
  close(): void;
}

/** An origin of this machine that is known before what it answers. */
export const serve = async (): Promise<Serving> => {
  let current: RequestListener = (_, response) => response.writeHead(503).end();
  const server = createServer((request, response) => current(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("A TCP server has a port.");
  return {
    origin: `http://127.0.0.1:${address.port}`,
    answer: (listener) => {
      current = listener;
    },
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
};
