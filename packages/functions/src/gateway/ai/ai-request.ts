import type { UpstreamRequest } from "../forward.ts";
import { comparable } from "../header-line.ts";

export interface AiRequest {
  request: UpstreamRequest;
  /** The caller has not asked for the event that tells the tokens: it is not to see it. */
  hidesUsage: boolean;
}

/** Chat completions, and the older completions. Responses tell their tokens unasked. */
const ASKS_BY_OPTION = /\/(?:chat\/)?completions(?:$|\?)/;

/**
 * The request as it goes to an OpenAI-compatible upstream: readable answers only, and where it streams, with the event
 * that tells the tokens (OpenAI API reference, "stream_options").
 */
export const aiRequest = (request: UpstreamRequest): AiRequest => {
  const headers = [
    ...request.headers.filter(([name]) => comparable(name) !== "accept-encoding"),
    ["Accept-Encoding", "identity"] as const,
  ];
  const readable = { ...request, headers };
  const asked = ASKS_BY_OPTION.test(request.path) ? objectOf(request.body) : undefined;
  if (asked?.["stream"] !== true) return { request: readable, hidesUsage: false };
  const given = asked["stream_options"];
  const options =
    typeof given === "object" && given !== null ? Object.fromEntries(Object.entries(given)) : {};
  if (options["include_usage"] === true) return { request: readable, hidesUsage: false };
  const stream_options = { ...options, include_usage: true };
  const body = Buffer.from(JSON.stringify({ ...asked, stream_options }));
  return { request: { ...readable, body }, hidesUsage: true };
};

const objectOf = (body: Buffer): Record<string, unknown> | undefined => {
  try {
    const value: unknown = JSON.parse(body.toString("utf8"));
    const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
    return isObject ? Object.fromEntries(Object.entries(value)) : undefined;
  } catch {
    return undefined;
  }
};
