import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { sendJson, sendText } from "../http/local-http.ts";
import { clock } from "./clock.ts";
import { echo } from "./echo.ts";
import { bodyOf } from "./upstream-body.ts";

const PREFIX = "/_local/upstreams/";

/** The upstreams of the demo services. */
export const answerDemo = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
  const [name] = (request.url ?? "").slice(PREFIX.length).split(/[/?]/, 1);
  if (name === "echo") return echo(request, response, `${PREFIX}echo`);
  if (name === "haiku") return haiku(request, response);
  if (name === "clock") return clock(request, response);
  sendText(response, 404, "There is no such demo service.\n");
};

const LINES = ["A key in the latch", "turns once for the one who asked", "the door knows her name"];

/** An OpenAI-compatible chat without a model: it answers with one haiku, streamed when asked. */
const haiku = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
  const asked = parsed(await bodyOf(request));
  const prompt = JSON.stringify(asked["messages"] ?? asked["input"] ?? asked["prompt"] ?? "");
  const usage = {
    prompt_tokens: Math.ceil(prompt.length / 4),
    completion_tokens: 17,
    total_tokens: Math.ceil(prompt.length / 4) + 17,
  };
  const path = new URL(request.url ?? "/", "http://localhost").pathname;
  if (path.endsWith("/embeddings"))
    return sendJson(response, 200, {
      object: "list",
      model: "haiku-1",
      data: [{ object: "embedding", index: 0, embedding: [5, 7, 5] }],
      usage: { prompt_tokens: usage.prompt_tokens, total_tokens: usage.prompt_tokens },
    });
  if (path.endsWith("/responses")) return haikuResponse(asked["stream"] === true, usage, response);
  const head = { id: "chatcmpl-haiku", created: Math.floor(Date.now() / 1000), model: "haiku-1" };
  if (asked["stream"] !== true) {
    const message = { role: "assistant", content: LINES.join("\n") };
    const choices = [{ index: 0, message, finish_reason: "stop" }];
    return sendJson(response, 200, { ...head, object: "chat.completion", choices, usage });
  }
  response.writeHead(200, { "Content-Type": "text/event-stream", "Cache-Control": "no-store" });
  const send = (data: unknown) =>
    response.write(`data: ${typeof data === "string" ? data : JSON.stringify(data)}\n\n`);
  for (const line of LINES) {
    const choices = [{ index: 0, delta: { content: `${line}\n` }, finish_reason: null }];
    send({ ...head, object: "chat.completion.chunk", choices });
    await sleep(150);
  }
  send({
    ...head,
    object: "chat.completion.chunk",
    choices: [{ index: 0, delta: {}, finish_reason: "stop" }],
  });
  const options = asked["stream_options"];
  if (
    typeof options === "object" &&
    options !== null &&
    "include_usage" in options &&
    options.include_usage === true
  )
    send({ ...head, object: "chat.completion.chunk", choices: [], usage });
  send("[DONE]");
  response.end();
};

/** The newer interface: its stream always reports the tokens, in its last event. */
const haikuResponse = (
  isStream: boolean,
  usage: { prompt_tokens: number; completion_tokens: number; total_tokens: number },
  response: ServerResponse,
): void => {
  const said = {
    id: "resp-haiku",
    object: "response",
    model: "haiku-1",
    status: "completed",
    output: [
      { type: "message", role: "assistant", content: [{ type: "output_text", text: LINES.join("\n") }] },
    ],
    usage: {
      input_tokens: usage.prompt_tokens,
      output_tokens: usage.completion_tokens,
      total_tokens: usage.total_tokens,
    },
  };
  if (!isStream) {
    sendJson(response, 200, said);
    return;
  }
  response.writeHead(200, { "Content-Type": "text/event-stream", "Cache-Control": "no-store" });
  const events = [
    ...LINES.map((line) => ({ type: "response.output_text.delta", delta: `${line}\n` })),
    { type: "response.completed", response: said },
  ];
  for (const event of events) response.write(`event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`);
  response.end();
};

const parsed = (body: Buffer): Record<string, unknown> => {
  try {
    const value: unknown = JSON.parse(body.toString("utf8"));
    return typeof value === "object" && value !== null ? Object.fromEntries(Object.entries(value)) : {};
  } catch {
    return {};
  }
};
