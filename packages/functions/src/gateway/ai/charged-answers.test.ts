import type { RequestListener } from "node:http";
import { brotliCompressSync, deflateSync, gzipSync, zstdCompressSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { ask, CHUNK, EXTRA, USAGE } from "../model.fixture.ts";

describe("the answer of a model", () => {
  const answers = (type: string, body: string | Buffer, headers: Record<string, string> = {}) =>
    ((_request, response) => {
      for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
      response.setHeader("Content-Type", type).end(body);
    }) satisfies RequestListener;
  const usage = (given: object) => JSON.stringify({ choices: [{}], usage: given });

  it.each([
    ["a total alone", usage({ total_tokens: 30 }), { tokensIn: 30, tokensOut: 0 }],
    [
      "a total beyond its parts",
      usage({ prompt_tokens: 9, total_tokens: 30 }),
      { tokensIn: 9, tokensOut: 21 },
    ],
    [
      "parts beyond a total",
      usage({ prompt_tokens: 9, completion_tokens: 12, total_tokens: 1 }),
      { tokensIn: 9, tokensOut: 12 },
    ],
    ["output alone", usage({ completion_tokens: 12 }), { tokensIn: 0, tokensOut: 12 }],
  ])("is charged what it tells: %s", async (_what, body, said) => {
    const { line, charged } = await ask({}, "/echo/x", answers("application/json; charset=utf-8", body));
    expect(line).toMatchObject(said);
    expect(charged).toEqual([said.tokensIn + said.tokensOut]);
  });

  it("is charged what each of many long embeddings tells (Vertex AI's predict)", async () => {
    const statistics = { truncated: false, token_count: 3 };
    const predictions = Array(50).fill({ embeddings: { values: Array(768).fill(0.123_456), statistics } });
    const body = JSON.stringify({ predictions, metadata: { billableCharacterCount: 1 } });
    const { line } = await ask({}, "/echo/v1/models/e:predict", answers("application/json", body));
    expect(line).toMatchObject({ tokensIn: 150, tokensOut: 0 });
  });

  it.each([
    ["an empty usage", "application/json", usage({})],
    ["zeros", "application/json", usage({ prompt_tokens: 0, completion_tokens: 0, total_tokens: 0 })],
    ["no usage", "application/json", usage({}).replace("usage", "other")],
    ["a usage that is none", "application/json", JSON.stringify({ usage: "9" })],
    ["negative tokens", "application/json", usage({ prompt_tokens: -9 })],
    ["broken JSON", "application/json", '{"usage":{"total_tokens":9'],
    ["sound", "audio/mpeg", "x".repeat(100)],
    ["text", "text/plain", "x".repeat(100)],
    ["an empty usage in an event", "text/event-stream", `data: ${usage({})}\n\n`],
    ["events without usage", "text/event-stream", 'data: {"choices":[{}]}\n\n'.repeat(9)],
  ])("is charged a quarter of the bytes, never nothing, for %s", async (_what, type, body) => {
    const { line, charged, text } = await ask({}, "/echo/x", answers(type, body));
    expect(charged).toEqual([Math.ceil((2 + body.length) / 4)]);
    expect(line?.tokensOut).toBeUndefined();
    expect(text).toBe(body);
  });

  it.each([
    ["gzip", gzipSync],
    ["deflate", deflateSync],
    ["br", brotliCompressSync],
    ["zstd", zstdCompressSync],
  ] as const)("is read although it came in %s, and reaches the caller readable", async (coding, compress) => {
    const whole = usage(USAGE);
    const one = await ask(
      {},
      "/echo/x",
      answers("application/json", compress(whole), { "Content-Encoding": coding }),
    );
    expect([one.text, one.charged, one.header("content-encoding")]).toEqual([whole, [21], undefined]);
    const streamed = `data: ${JSON.stringify(CHUNK)}\n\ndata: ${JSON.stringify(EXTRA)}\n\n`;
    const events = answers("text/event-stream", compress(streamed), { "Content-Encoding": coding });
    const other = await ask({ stream: true }, "/echo/v1/chat/completions", events);
    expect([other.text, other.charged]).toEqual([`data: ${JSON.stringify(CHUNK)}\n\n`, [21]]);
  });

  it("tells the tokens of an event of 1.5 MB", async () => {
    const done = {
      type: "response.completed",
      response: { output: "x".repeat(1_500_000), usage: { input_tokens: 5, output_tokens: 6 } },
    };
    const body = `data: ${JSON.stringify(done)}\n\n`;
    const { charged, text } = await ask(
      { stream: true },
      "/echo/v1/responses",
      answers("text/event-stream", body),
    );
    expect([charged, text.length]).toEqual([[11], body.length]);
  });

  it("hides the event that only we asked for, also where its usage is empty", async () => {
    const shown = `data: ${JSON.stringify(CHUNK)}\n\n`;
    const extra = `data: ${JSON.stringify({ ...EXTRA, usage: {} })}\n\n`;
    const { text } = await ask(
      { stream: true },
      "/echo/v1/chat/completions",
      answers("text/event-stream", shown + extra),
    );
    expect(text).toBe(shown);
  });
});
