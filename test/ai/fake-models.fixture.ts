import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

const OPENAI = { prompt_tokens: 12, completion_tokens: 8, total_tokens: 20 };
const choice = (delta: object) => ({
  id: "c",
  object: "chat.completion.chunk",
  choices: [{ index: 0, delta }],
});
const event = (value: unknown, name?: string) =>
  `${name === undefined ? "" : `event: ${name}\n`}data: ${JSON.stringify(value)}\n\n`;

const streamed = (response: ServerResponse, parts: readonly string[]) => {
  response.setHeader("Content-Type", "text/event-stream");
  for (const part of parts) response.write(part);
  response.end();
};
const json = (response: ServerResponse, value: unknown, status = 200) =>
  response.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify(value));

const chat = (response: ServerResponse, asked: Record<string, unknown>) => {
  if (!asked["stream"]) {
    const message = asked["tools"]
      ? {
          role: "assistant",
          content: null,
          tool_calls: [{ id: "t", type: "function", function: { name: "f", arguments: "{}" } }],
        }
      : { role: "assistant", content: "hello" };
    return json(response, {
      id: "c",
      object: "chat.completion",
      choices: [{ index: 0, message }],
      usage: OPENAI,
    });
  }
  const isTold = Boolean((asked["stream_options"] as { include_usage?: boolean } | undefined)?.include_usage);
  const usage = isTold
    ? [event({ id: "c", object: "chat.completion.chunk", choices: [], usage: OPENAI })]
    : [];
  return streamed(response, [
    event(choice({ content: "hel" })),
    event(choice({ content: "lo" })),
    ...usage,
    "data: [DONE]\n\n",
  ]);
};

const messages = (response: ServerResponse, asked: Record<string, unknown>) => {
  const usage = {
    input_tokens: 4,
    cache_read_input_tokens: 6,
    cache_creation_input_tokens: 0,
    output_tokens: 1,
  };
  const message = { id: "m", type: "message", role: "assistant", model: "claude-x", stop_reason: null };
  if (!asked["stream"])
    return json(response, {
      ...message,
      content: [{ type: "text", text: "hello" }],
      usage: { ...usage, output_tokens: 9 },
    });
  return streamed(response, [
    event({ type: "message_start", message: { ...message, content: [], usage } }, "message_start"),
    event(
      { type: "content_block_start", index: 0, content_block: { type: "text", text: "" } },
      "content_block_start",
    ),
    event(
      { type: "content_block_delta", index: 0, delta: { type: "text_delta", text: "hello" } },
      "content_block_delta",
    ),
    event({ type: "content_block_stop", index: 0 }, "content_block_stop"),
    event(
      { type: "message_delta", delta: { stop_reason: "end_turn" }, usage: { output_tokens: 9 } },
      "message_delta",
    ),
    event({ type: "message_stop" }, "message_stop"),
  ]);
};

const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  const path = request.url ?? "";
  const body = Buffer.concat(pieces).toString("latin1");
  const asked = request.headers["content-type"]?.startsWith("application/json") ? JSON.parse(body) : {};
  if (asked.user === "refused")
    json(response, { error: { message: "no", type: "invalid_request_error" } }, 400);
  else if (path.endsWith("/chat/completions")) chat(response, asked);
  else if (path.endsWith("/messages")) messages(response, asked);
  else if (path.endsWith("/embeddings"))
    json(response, {
      object: "list",
      data: [{ object: "embedding", index: 0, embedding: [0.5] }],
      usage: { prompt_tokens: 7, total_tokens: 7 },
    });
  else if (path.endsWith("/audio/transcriptions"))
    json(response, {
      text: body.includes("whisper-x") ? "heard" : "",
      usage: { type: "tokens", input_tokens: 14, output_tokens: 6, total_tokens: 20 },
    });
  else json(response, {}, 404);
};

/** Models that answer as OpenAI and Anthropic document it. Answers their address. */
export const startModels = async (): Promise<string> => {
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};
