import { connect } from "node:net";
import type { Stage } from "../support/running-latchkey.ts";
import type { RawRequest } from "./raw-request.ts";

export interface RawAnswer {
  /** 0 where there was no answer. */
  status: number;
  head: string;
  body: string;
}

/** How long nothing may come. Milliseconds. */
const IDLE = 90_000;

/** Sends bytes over a connection of their own and reads what comes back to its end. */
export const sendBytes = (stage: Stage, { plane, bytes }: RawRequest): Promise<RawAnswer> =>
  new Promise((resolve) => {
    const { hostname, port } = new URL(stage[plane]);
    const chunks: Buffer[] = [];
    const socket = connect({ port: Number(port), host: hostname, timeout: IDLE });
    socket.on("timeout", () => socket.destroy());
    socket.on("data", (chunk) => chunks.push(chunk));
    // A server that refuses a body early resets the connection: what it said before counts.
    socket.on("error", () => socket.destroy());
    socket.on("close", () => resolve(answerOf(Buffer.concat(chunks))));
    socket.write(bytes);
  });

const answerOf = (bytes: Buffer): RawAnswer => {
  const text = bytes.toString("utf8");
  const end = text.indexOf("\r\n\r\n");
  const head = end < 0 ? text : text.slice(0, end);
  const body = end < 0 ? "" : text.slice(end + 4);
  return {
    status: Number(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1] ?? 0),
    head,
    body: /^transfer-encoding: chunked/im.test(head) ? dechunked(body) : body,
  };
};

/** Near enough to look for words in it. */
const dechunked = (body: string): string => body.replace(/(?:^|\r\n)[0-9a-f]{1,6}\r\n/gi, "");
