import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

/** What each answer that has an end tells: tokens of the answer. */
export const TOLD_TOKENS = 7;

const event = (value: Record<string, unknown>) =>
  `${"type" in value ? `event: ${value["type"]}\n` : ""}data: ${JSON.stringify(value)}\n\n`;
const openAiUsage = { prompt_tokens: 3, completion_tokens: TOLD_TOKENS, total_tokens: 3 + TOLD_TOKENS };
const chunk = { id: "c", object: "chat.completion.chunk" };
const message = { id: "m", type: "message", role: "assistant", model: "m", stop_reason: null };
const text = { type: "text", text: "hello" };

/** The beginning of an answer and its end, as OpenAI and Anthropic document them. */
const answerTo = (path: string, isStreamed: boolean): readonly [string, string] => {
  if (path.endsWith("/messages")) {
    const usage = { input_tokens: 3, output_tokens: 1 };
    if (!isStreamed) {
      const whole = JSON.stringify({
        ...message,
        content: [text],
        usage: { ...usage, output_tokens: TOLD_TOKENS },
      });
      return [whole.slice(0, 20), whole.slice(20)];
    }
    const delta = {
      type: "message_delta",
      delta: { stop_reason: "end_turn" },
      usage: { output_tokens: TOLD_TOKENS },
    };
    return [
      event({ type: "message_start", message: { ...message, content: [], usage } }) +
        event({ type: "content_block_start", index: 0, content_block: text }),
      event({ type: "content_block_stop", index: 0 }) + event(delta) + event({ type: "message_stop" }),
    ];
  }
  const choice = { index: 0, message: { role: "assistant", content: "hello" } };
  if (!isStreamed) {
    const whole = JSON.stringify({
      id: "c",
      object: "chat.completion",
      choices: [choice],
      usage: openAiUsage,
    });
    return [whole.slice(0, 20), whole.slice(20)];
  }
  const first = { ...chunk, choices: [{ index: 0, delta: { content: "hello" } }] };
  return [event(first), `${event({ ...chunk, choices: [], usage: openAiUsage })}data: [DONE]\n\n`];
};

/** A model that breaks off every sixth answer after its beginning, and leaves another sixth without an end. */
export const startUnreliableModel = async () => {
  const hanging = new Set<ServerResponse>();
  const counts = { asked: 0, whole: 0 };
  let mayHang = true;
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece as Buffer);
    const { stream = false } = JSON.parse(Buffer.concat(pieces).toString());
    const [begins, ends] = answerTo(request.url ?? "", stream);
    counts.asked += 1;
    const turn = counts.asked % 6;
    const breaks = turn === 3 || (turn === 0 && !mayHang);
    response.setHeader("Content-Type", stream ? "text/event-stream" : "application/json");
    response.write(begins, () => {
      if (breaks) response.destroy();
    });
    if (turn === 0 && mayHang) {
      hanging.add(response);
      response.once("close", () => hanging.delete(response));
    } else if (!breaks) {
      counts.whole += 1;
      response.end(ends);
    }
  };
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  /** What hangs ends without its end, and nothing hangs from now on. */
  const breakOff = () => {
    mayHang = false;
    for (const response of hanging) response.destroy();
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, hanging, counts, breakOff };
};
