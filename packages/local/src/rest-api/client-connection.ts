import type { ServerResponse } from "node:http";

export class ClientGone extends Error {
  constructor() {
    super("the client went away");
  }
}

const LAST_BYTES_MILLISECONDS = 1000;

/**
 * Ends the connection in the middle of an answer, so that the client knows that it is not whole. What was written
 * before gets a moment to leave.
 */
export const cutConnection = (response: ServerResponse): void => {
  const { socket } = response;
  if (socket === null || socket.destroyed) {
    response.destroy();
    return;
  }
  socket.destroySoon();
  setTimeout(() => socket.destroy(), LAST_BYTES_MILLISECONDS).unref();
};

/** Sends a head with its headers as they are: order, casing and repetitions stay. */
export const sendHead = (
  response: ServerResponse,
  statusCode: number,
  headers: readonly (readonly [string, string])[],
): void => {
  response.writeHead(statusCode, headers.flat());
};

/** Sends a whole answer. The length is counted here; a 204 or 304 has none (RFC 9110, 8.6). */
export const sendAnswer = (
  response: ServerResponse,
  statusCode: number,
  headers: readonly (readonly [string, string])[],
  body: Buffer,
): void => {
  const bodiless = statusCode === 204 || statusCode === 304;
  sendHead(response, statusCode, bodiless ? headers : [...headers, ["Content-Length", String(body.length)]]);
  response.end(bodiless ? undefined : body);
};
