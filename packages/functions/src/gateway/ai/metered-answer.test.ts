import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { json } from "node:stream/consumers";
import { describe, expect, it } from "vitest";
import { ask as askModel, CHUNK, EXTRA, USAGE } from "../model.fixture.ts";

/** A model that streams when asked, and tells its tokens when asked. */
const model = async (request: IncomingMessage, response: ServerResponse) => {
  const asked = (await json(request)) as { stream?: boolean; stream_options?: { include_usage?: boolean } };
  const encoding = request.headers["accept-encoding"];
  if (encoding !== "identity") {
    response.writeHead(500).end();
    return;
  }
  if (!asked.stream) {
    const completion = { object: "chat.completion", choices: [{}], usage: USAGE };
    response.setHeader("Content-Type", "application/json").end(JSON.stringify(completion));
    return;
  }
  response.setHeader("Content-Type", "text/event-stream");
  const events = [CHUNK, CHUNK, ...(asked.stream_options?.include_usage ? [EXTRA] : [])];
  for (const event of events) {
    // Cut at an unexpected position.
    const text = `data: ${JSON.stringify(event)}\r\n\r\n`;
    response.write(text.slice(0, -3));
    await new Promise((resolve) => setImmediate(resolve));
    response.write(text.slice(-3));
  }
  response.end("data: [DONE]\n\n");
};

const ask = (body: object, path = "/echo/v1/chat/completions", listener: RequestListener = model) =>
  askModel(body, path, listener);

describe("the answer of a model", () => {
  it("tells its tokens to the line and the limits, and reaches the caller as it is", async () => {
    const { json: answer, line, charged } = await ask({ messages: [] });
    expect(answer()).toMatchObject({ choices: [{}], usage: USAGE });
    expect(line).toMatchObject({ tokensIn: 9, tokensOut: 12 });
    expect(charged).toEqual([21]);
  });

  it("tells them when it streams too, by an event that the caller, who did not ask, never sees", async () => {
    const { text, line, charged } = await ask({ messages: [], stream: true });
    expect(line).toMatchObject({ tokensIn: 9, tokensOut: 12 });
    expect(charged).toEqual([21]);
    expect(text).toBe(`${`data: ${JSON.stringify(CHUNK)}\r\n\r\n`.repeat(2)}data: [DONE]\n\n`);
  });

  it("shows that event to a caller who asked for it", async () => {
    const { text, charged } = await ask({ stream: true, stream_options: { include_usage: true } });
    expect(text).toContain(JSON.stringify(EXTRA));
    expect(charged).toEqual([21]);
  });

  it("counts the tokens of responses, which tell them with their last event", async () => {
    const done = {
      type: "response.completed",
      response: { usage: { input_tokens: 5, output_tokens: 6 } },
    };
    const { text, line } = await ask({ stream: true }, "/echo/v1/responses", async (_request, response) =>
      response
        .setHeader("Content-Type", "text/event-stream")
        .end(`event: response.completed\ndata: ${JSON.stringify(done)}\n\n`),
    );
    expect(line).toMatchObject({ tokensIn: 5, tokensOut: 6 });
    expect(text).toContain("response.completed");
  });

  it("counts the tokens of embeddings, which are read only", async () => {
    const embedded = {
      object: "list",
      data: [{ object: "embedding", index: 0, embedding: [0.1] }],
      usage: { prompt_tokens: 8, total_tokens: 8 },
    };
    const {
      line,
      charged,
      json: answer,
    } = await ask({ input: "hi" }, "/echo/v1/embeddings", (_, response) =>
      response.setHeader("Content-Type", "application/json").end(JSON.stringify(embedded)),
    );
    expect(line).toMatchObject({ tokensIn: 8, tokensOut: 0 });
    expect(charged).toEqual([8]);
    expect(answer()).toEqual(embedded);
  });

  it("is charged by a guess where it tells nothing, so that no limit is escaped", async () => {
    const { line, charged } = await ask({ input: "x".repeat(400) }, "/echo/x", async (_request, response) =>
      response.setHeader("Content-Type", "application/json").end(JSON.stringify({ text: "y".repeat(400) })),
    );
    expect(line?.tokensOut).toBeUndefined();
    expect(charged[0]).toBeGreaterThan(180);
  });

  it("costs nothing where it is an error", async () => {
    const { status, charged } = await ask({}, "/echo/x", async (_request, response) =>
      response.writeHead(429).end("{}"),
    );
    expect([status, charged]).toEqual([429, []]);
  });
});
