import Anthropic from "@anthropic-ai/sdk";
import { type Client, readPieces } from "./client.ts";
import { fromResponse, pathOf, problemOf } from "./from-response.ts";

export const anthropicAt = (baseURL: string, apiKey: string, options: { maxRetries?: number } = {}) =>
  new Anthropic({ apiKey, baseURL, maxRetries: 0, ...options });

export const anthropic: Client = async ({ url, method = "GET", key = "", headers = {}, body, onPiece }) => {
  const { origin, path } = pathOf(url);
  try {
    const response = await anthropicAt(origin, key)
      .request({
        method: method.toLowerCase() as "get",
        path,
        headers,
        ...(body === undefined ? {} : { body: JSON.parse(String(body)) }),
      })
      .asResponse();
    return fromResponse(response, await readPieces(response.body, onPiece));
  } catch (error) {
    if (error instanceof Anthropic.APIError) return problemOf(error);
    throw error;
  }
};
