import { Agent } from "node:http";
import fetch from "node-fetch";
import { type Client, readPieces, valuesOf, withKey } from "./client.ts";

const agent = new Agent({ keepAlive: true, maxSockets: 1 });

export const nodeFetch: Client = async (sent) => {
  const { url, method = "GET", body, onPiece } = sent;
  const answer = await fetch(url, {
    agent,
    method,
    headers: withKey(sent),
    body: body === undefined ? null : Buffer.from(body),
    redirect: "manual",
    compress: false,
  });
  return {
    status: answer.status,
    headers: valuesOf(answer.headers.raw()),
    body: await readPieces(answer.body as AsyncIterable<Buffer> | null, onPiece),
  };
};
