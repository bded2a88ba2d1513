import OpenAI from "openai";
import { sdkClient } from "./sdk-client.ts";

/** As its documentation shows: the key of Latchkey in place of OpenAI's, and the gateway's address in place of theirs. */
export const openaiAt = (baseURL: string, apiKey: string, options: { maxRetries?: number } = {}) =>
  new OpenAI({ apiKey, baseURL, maxRetries: 0, ...options });

export const openai = sdkClient({ at: openaiAt, Refusal: OpenAI.APIError });
