import { once } from "node:events";
import { Agent, type IncomingMessage } from "node:http";
import gotClient, { type Method } from "got";
import { type Client, readPieces, valuesOf, withKey } from "./client.ts";

const http = new Agent({ keepAlive: true, maxSockets: 1 });

export const got: Client = async (sent) => {
  const { url, method = "GET", body, onPiece } = sent;
  const stream = gotClient.stream(url, {
    agent: { http },
    method: method as Method,
    headers: withKey(sent),
    ...(body === undefined ? {} : { body }),
    throwHttpErrors: false,
    followRedirect: false,
    decompress: false,
    retry: { limit: 0 },
  });
  // A stream of a method that may have a body waits for one.
  if (body === undefined && method !== "GET" && method !== "HEAD") stream.end();
  const [response]: IncomingMessage[] = await once(stream, "response");
  if (!response) throw new Error("There is no answer.");
  return {
    status: response.statusCode ?? 0,
    headers: valuesOf(response.headers),
    body: await readPieces(stream, onPiece),
  };
};
