import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { eventually } from "../support/management.ts";

export interface Received {
  path: string;
  headers: Record<string, string>;
  body: string;
}

export interface Receiver {
  url: string;
  received: Received[];
  /** How the next messages are answered; 204 unless said. */
  answer: (response: ServerResponse, request: IncomingMessage) => void;
  /** Waits until so many messages have come, and answers them. */
  has(count: number): Promise<Received[]>;
  stop(): Promise<void>;
}

export const startReceiver = async (): Promise<Receiver> => {
  const server = createServer(async (request, response) => {
    const body = await text(request);
    const headers = Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
    );
    receiver.received.push({ path: request.url ?? "", headers, body });
    receiver.answer(response, request);
  }).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const receiver: Receiver = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    received: [],
    answer: (response) => response.writeHead(204).end(),
    has: (count) =>
      eventually(
        async () => receiver.received,
        (all) => all.length >= count,
      ),
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return receiver;
};
