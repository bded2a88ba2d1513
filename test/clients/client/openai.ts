import OpenAI from "openai";
import { type Client, readPieces } from "./client.ts";
import { fromResponse, pathOf, problemOf } from "./from-response.ts";

/** As its documentation shows: the key of Latchkey in place of OpenAI's, and the gateway's address in place of theirs. */
export const openaiAt = (baseURL: string, apiKey: string, options: { maxRetries?: number } = {}) =>
  new OpenAI({ apiKey, baseURL, maxRetries: 0, ...options });

export const openai: Client = async ({ url, method = "GET", key = "", headers = {}, body, onPiece }) => {
  const { origin, path } = pathOf(url);
  try {
    const response = await openaiAt(origin, key)
      .request({
        method: method.toLowerCase() as "get",
        path,
        headers,
        ...(body === undefined ? {} : { body: JSON.parse(String(body)) }),
      })
      .asResponse();
    return fromResponse(response, await readPieces(response.body, onPiece));
  } catch (error) {
    if (error instanceof OpenAI.APIError) return problemOf(error);
    throw error;
  }
};
