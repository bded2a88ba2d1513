import type { Credential } from "../../api/resources.ts";

/** A call that works against a service of this gateway, and what it is proved with. */
export interface SampleCall {
  /** The whole address. */
  url: string;
  method: "GET" | "POST";
  /** JSON text, with POST. */
  body?: string;
  credential: Credential;
  secret: Readonly<Record<string, string>>;
}

export const sampleUrl = (gatewayUrl: string, service: string, kind: "rest" | "ai"): string =>
  kind === "ai" ? `${gatewayUrl}/${service}/v1/chat/completions` : `${gatewayUrl}/${service}/hello`;

/** What an AI service is asked; it speaks OpenAI's dialect. */
export const SAMPLE_CHAT = JSON.stringify({
  model: "haiku-1",
  messages: [{ role: "user", content: "A haiku, please." }],
});
