import type { ServerResponse } from "node:http";
import type { AnswerHead } from "./answer-head.ts";
import { ClientGone } from "./client-connection.ts";
import type { Pass } from "./lambda-runtime-shim.ts";

export interface BodyWriter {
  write: Pass;
  /** @throws Error for a body that is shorter than its Content-Length. */
  end(): void;
  /** Whether a client may have seen something of the answer. */
  isBegun(): boolean;
}

/**
 * Sends the head and then the body of an answer, as fast as the client takes it. What is written before the event loop turns
 * leaves in one packet, so a short answer is one write.
 *
 * @param held nothing is sent before the answer is whole
 */
export const bodyWriter = (
  response: ServerResponse,
  head: AnswerHead,
  writeHead: (head: AnswerHead) => void,
  held: boolean,
): BodyWriter => {
  const declared = declaredLength(head, response);
  const kept: Buffer[] = [];
  let sent = 0;
  const begin = () => {
    writeHead(head);
    // The socket's own: a `ServerResponse` that is corked sends the end of a chunked body before its last pieces.
    const { socket } = response;
    socket?.cork();
    setImmediate(() => socket?.uncork());
  };
  if (!held) begin();

  return {
    write: (chunk, done) => {
      sent += chunk.length;
      // A wrong Content-Length would make the client read the next answer as part of this one.
      if (declared !== undefined && sent > declared)
        return done(new Error("the answer is longer than its Content-Length"));
      if (chunk.length === 0) return done();
      if (held) kept.push(chunk);
      else if (response.destroyed) return done(new ClientGone());
      else if (!response.write(chunk)) return whenTaken(response, done);
      done();
    },
    end: () => {
      if (declared !== undefined && sent < declared)
        throw new Error("the answer is shorter than its Content-Length");
      if (held) begin();
      for (const chunk of kept) response.write(chunk);
      response.end();
    },
    isBegun: () => response.headersSent,
  };
};

/** Waits while the client is slower than we are. */
const whenTaken = (response: ServerResponse, done: (error?: Error | null) => void): void => {
  const settle = () => {
    response.off("drain", settle);
    response.off("close", settle);
    done(response.destroyed ? new ClientGone() : null);
  };
  response.once("drain", settle);
  response.once("close", settle);
};

const declaredLength = (head: AnswerHead, response: ServerResponse): number | undefined => {
  const bodiless = response.req.method === "HEAD" || head.statusCode === 204 || head.statusCode === 304;
  const declared = head.headers.find(([name]) => name.toLowerCase() === "content-length")?.[1];
  return bodiless || declared === undefined ? undefined : Number(declared);
};
