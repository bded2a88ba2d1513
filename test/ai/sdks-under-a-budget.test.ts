import Anthropic from "@anthropic-ai/sdk";
import OpenAI, { toFile } from "openai";
import { beforeAll, expect, it } from "vitest";
import { making } from "../support/making.ts";
import { asRoot, eventually, type Send } from "../support/management.ts";
import type { Stage } from "../support/running-latchkey.ts";
import { sharedLatchkey } from "../support/shared-latchkey.ts";
import { startModels } from "./fake-models.fixture.ts";

let latchkey: Stage;
let root: Send;
beforeAll(async () => {
  latchkey = await sharedLatchkey();
  root = asRoot(latchkey);
});

/** Dollars for a million tokens. */
const MODELS = [
  { match: "gpt-x*", inputUsd: 1000, outputUsd: 2000 },
  { match: "claude-*", inputUsd: 1000, outputUsd: 2000, cachedInputUsd: 100 },
  { match: "*", inputUsd: 100, outputUsd: 200 },
];
const messages = [{ role: "user" as const, content: "hi" }];

/** A consumer with a budget, and what its limits say. */
const aCaller = async (usd: number) => {
  const make = making(root);
  const [callers, providers] = [await make.team(), await make.team()];
  const { slug } = await make.service(providers.slug, {
    ...{ kind: "ai", approval: "auto", models: MODELS },
    upstream: { url: await startModels() },
  });
  const consumer = await make.consumer(callers.slug);
  await make.plugin(consumer, "budget", { usd, period: "month" });
  const { secret } = await make.credential(consumer);
  await make.apply(consumer, slug);
  const budget = async () => (await root("GET", `/v1/consumers/${consumer.id}/limits`)).body.items[0];
  const at = { apiKey: secret.apiKey, baseURL: `${latchkey.gateway}/${slug}`, maxRetries: 0 };
  const openai = new OpenAI({ ...at, baseURL: `${at.baseURL}/v1` });
  return { consumer, openai, anthropic: new Anthropic(at), budget };
};

it("OpenAI's and Anthropic's clients are served under a budget without a special setting, and each call is counted", async () => {
  const { openai, anthropic, budget, consumer } = await aCaller(50);
  const costs: number[] = [];
  const costing = async (usd: number, call: () => Promise<unknown>) => {
    await call();
    costs.push(usd);
    // Settled before the answer's end reached the caller.
    const { used, held } = await budget();
    expect([used, held]).toEqual([Number(costs.reduce((sum, each) => sum + each, 0).toFixed(6)), 0]);
  };
  const chat = { model: "gpt-x", messages, max_tokens: 100 };

  await costing(0.028, () => openai.chat.completions.create(chat));
  await costing(0.028, async () => {
    let text = "";
    for await (const { choices } of await openai.chat.completions.create({ ...chat, stream: true }))
      text += choices[0]?.delta.content ?? "";
    expect(text).toBe("hello");
  });
  await costing(0.028, async () => {
    const tools = [{ type: "function" as const, function: { name: "f", parameters: { type: "object" } } }];
    const { choices } = await openai.chat.completions.create({ ...chat, tools });
    expect(choices[0]?.message.tool_calls).toHaveLength(1);
  });
  await costing(0.007, () => openai.embeddings.create({ model: "gpt-x-embed", input: "hi" }));
  await costing(0.0026, async () => {
    const file = await toFile(Buffer.alloc(2000), "a.wav");
    expect(await openai.audio.transcriptions.create({ model: "whisper-x", file })).toMatchObject({
      text: "heard",
    });
  });
  await costing(0, () =>
    expect(openai.chat.completions.create({ ...chat, user: "refused" })).rejects.toMatchObject({
      status: 400,
    }),
  );
  const asked = { model: "claude-x", messages, max_tokens: 100 };
  await costing(0.0226, () => anthropic.messages.create(asked));
  await costing(0.0226, async () => {
    const final = await anthropic.messages.stream(asked).finalMessage();
    expect(final.content[0]).toMatchObject({ text: "hello" });
  });

  const { items } = await eventually(
    async () => (await root("GET", `/v1/usage?consumer=${consumer.id}&groupBy=model`)).body,
    (usage) =>
      usage.items.reduce((sum: number, { calls }: { calls: number }) => sum + calls, 0) === costs.length,
  );
  const byModel = Object.fromEntries(
    items.map((each: { model: string; costUsd: number }) => [each.model, each.costUsd]),
  );
  expect(byModel).toEqual({ "gpt-x": 0.084, "gpt-x-embed": 0.007, "whisper-x": 0.0026, "claude-x": 0.0452 });
});

it("A client that aborts pays what was told or held, and its budget is whole again", async () => {
  const { openai, budget } = await aCaller(1);
  const stream = await openai.chat.completions.create({
    model: "gpt-x",
    messages,
    max_tokens: 100,
    stream: true,
  });
  for await (const _part of stream) break;
  const { used } = await eventually(budget, ({ held, used }) => held === 0 && used > 0);
  expect(used).toBe(0.028);
});

it("Fifty callers of one budget at once never spend more than it", async () => {
  const { openai, budget } = await aCaller(0.45);
  const shapes = [{}, { stream: true as const }, { n: 2 }];
  const outcomes = await Promise.all(
    Array.from({ length: 50 }, async (_, index) => {
      try {
        const answer = await openai.chat.completions.create({
          ...{ model: "gpt-x", messages, max_tokens: 20 },
          ...shapes[index % shapes.length],
        });
        if (Symbol.asyncIterator in answer) for await (const _part of answer);
        return "served";
      } catch (error) {
        return error instanceof OpenAI.APIError ? error.status : error;
      }
    }),
  );
  expect(new Set(outcomes)).toEqual(new Set(["served", 429]));
  const { used, held } = await budget();
  expect(used).toBeLessThanOrEqual(0.45);
  expect([used, held]).toEqual([
    Number((0.028 * outcomes.filter((each) => each === "served").length).toFixed(6)),
    0,
  ]);
});
