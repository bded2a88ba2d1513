import Anthropic from "@anthropic-ai/sdk";
import { sdkClient } from "./sdk-client.ts";

export const anthropicAt = (baseURL: string, apiKey: string, options: { maxRetries?: number } = {}) =>
  new Anthropic({ apiKey, baseURL, maxRetries: 0, ...options });

export const anthropic = sdkClient({ at: anthropicAt, Refusal: Anthropic.APIError });
