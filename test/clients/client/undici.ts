import { Agent, type Dispatcher, request } from "undici";
import { type Client, readPieces, valuesOf, withKey } from "./client.ts";

const dispatcher = new Agent({ connections: 1 });

export const undici: Client = async (sent) => {
  const { url, method = "GET", body, onPiece } = sent;
  const answer = await request(url, {
    dispatcher,
    method: method as Dispatcher.HttpMethod,
    headers: withKey(sent),
    body: body ?? null,
  });
  return {
    status: answer.statusCode,
    headers: valuesOf(answer.headers),
    body: await readPieces(answer.body, onPiece),
  };
};
