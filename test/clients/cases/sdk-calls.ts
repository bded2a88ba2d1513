import Anthropic from "@anthropic-ai/sdk";
import OpenAI from "openai";
import { expect } from "vitest";
import { anthropicAt } from "../client/anthropic.ts";
import { openaiAt } from "../client/openai.ts";
import type { Row } from "../row.ts";
import type { Answer } from "../upstream/upstream.ts";
import type { Place, UpstreamName, World } from "../world.ts";
import { EVENT_STREAM, JSON_TYPE } from "./models.ts";

const ALL: readonly UpstreamName[] = ["node:http", "node:http2", "raw sockets", "Python's http.server"];
const OPENAI = "OpenAI's SDK";
const ANTHROPIC = "Anthropic's SDK";

type Holds = (there: Place, world: World) => Promise<void>;

const calls = (
  client: string,
  kind: Row["kind"],
  what: string,
  answer: Answer,
  holds: Holds,
  upstreams = ALL,
): Row[] =>
  upstreams.map((upstream) => ({
    kind,
    what,
    client,
    upstream,
    holds: async (world) => holds(await world.place(upstream, answer, { kind: "ai" }), world),
  }));

const VECTORS =
  '{"object":"list","data":[{"index":0,"embedding":[0.5,-0.5]}],"usage":{"prompt_tokens":7,"total_tokens":7}}';
const embeddings = calls(
  OPENAI,
  "answers whose tokens are charged",
  "embeddings",
  { headers: JSON_TYPE, pieces: [VECTORS] },
  async ({ base, slug }, { callerOf, make }) => {
    const { consumer, secret } = await callerOf({ slug });
    await make.plugin(consumer, "quota", { count: 1000, period: "month", unit: "tokens" });
    const client = openaiAt(`${base}/v1`, secret["apiKey"] ?? "");
    const asked = { model: "m", input: "hi", encoding_format: "float" } as const;
    expect((await client.embeddings.create(asked)).data[0]?.embedding).toEqual([0.5, -0.5]);
    const { response } = await client.embeddings.create(asked).withResponse();
    expect(response.headers.get("ratelimit")).toContain('"consumer-quota";r=993;');
  },
);

const wrongKey = calls(
  OPENAI,
  "what was odd besides",
  "a wrong key is an error of its own",
  {},
  async ({ base, seen }) => {
    const failure = await openaiAt(`${base}/v1`, "sk-unknown")
      .models.list()
      .catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(OpenAI.AuthenticationError);
    expect(failure).toMatchObject({ status: 401, error: { code: "invalid-credential" } });
    expect(await seen()).toEqual([]);
  },
);

const BUSY = '{"error":{"message":"slow down","type":"requests","code":"rate_limit_exceeded"}}';
const upstreamsError = calls(
  OPENAI,
  "what was odd besides",
  "the model's own refusal, after one more try as it asked for",
  { status: 429, headers: [...JSON_TYPE, ["Retry-After-Ms", "1"]], pieces: [BUSY] },
  async ({ base, seen }, { key }) => {
    const client = openaiAt(`${base}/v1`, key, { maxRetries: 1 });
    const failure = await client.responses
      .create({ model: "m", input: "hi" })
      .catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(OpenAI.RateLimitError);
    expect(failure).toMatchObject({ code: "rate_limit_exceeded", error: { message: "slow down" } });
    expect(await seen()).toHaveLength(2);
  },
);

const MESSAGE = {
  id: "msg_1",
  type: "message",
  role: "assistant",
  model: "m",
  content: [],
  stop_reason: null,
};
const SAID = [
  { type: "message_start", message: { ...MESSAGE, usage: { input_tokens: 9, output_tokens: 1 } } },
  { type: "content_block_start", index: 0, content_block: { type: "text", text: "" } },
  { type: "content_block_delta", index: 0, delta: { type: "text_delta", text: "Grüße" } },
  { type: "content_block_stop", index: 0 },
  { type: "message_delta", delta: { stop_reason: "end_turn" }, usage: { output_tokens: 12 } },
  { type: "message_stop" },
];
const ASKED = { model: "m", max_tokens: 9, messages: [{ role: "user" as const, content: "hi" }] };

const streamed = calls(
  ANTHROPIC,
  "event streams",
  "a streamed message",
  {
    headers: EVENT_STREAM,
    pieces: SAID.map((each) => `event: ${each.type}\ndata: ${JSON.stringify(each)}\n\n`),
  },
  async ({ base, seen }, { key }) => {
    const message = await anthropicAt(base, key).messages.stream(ASKED).finalMessage();
    expect(message).toMatchObject({
      content: [{ text: "Grüße" }],
      stop_reason: "end_turn",
      usage: { output_tokens: 12 },
    });
    expect((await seen()).map(({ body }) => JSON.parse(String(body)))).toEqual([{ ...ASKED, stream: true }]);
  },
);

const whole = calls(
  ANTHROPIC,
  "bodies byte for byte",
  "a message",
  {
    headers: JSON_TYPE,
    pieces: [JSON.stringify({ ...MESSAGE, usage: { input_tokens: 9, output_tokens: 1 } })],
  },
  async ({ base, seen }, { key }) => {
    expect(await anthropicAt(base, key).messages.create(ASKED)).toMatchObject({ id: "msg_1" });
    expect((await seen()).map(({ body }) => JSON.parse(String(body)))).toEqual([ASKED]);
  },
);

const overloaded = calls(
  ANTHROPIC,
  "what was odd besides",
  "the model's own refusal",
  {
    status: 529,
    headers: JSON_TYPE,
    pieces: ['{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}'],
  },
  async ({ base }, { key }) => {
    const failure = await anthropicAt(base, key)
      .messages.create(ASKED)
      .catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(Anthropic.APIError);
    expect(failure).toMatchObject({ status: 529, error: { error: { type: "overloaded_error" } } });
  },
);

export const sdkCalls: readonly Row[] = [
  ...embeddings,
  ...wrongKey,
  ...upstreamsError,
  ...streamed,
  ...whole,
  ...overloaded,
];
