import type { Server } from "node:http";

/** Listens at a port of its own, and takes no two requests over one connection for long. Answers the address. */
export const listening = async (server: Server): Promise<string> => {
  server.keepAliveTimeout = 0;
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("A TCP server has a port.");
  return `http://127.0.0.1:${address.port}`;
};
