import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { inFull } from "@latchkey/core/testing/in-full";
import OpenAI from "openai";
import { expect, it, onTestFinished } from "vitest";
import { making } from "../support/making.ts";
import { asRoot, eventually } from "../support/management.ts";
import { startLatchkey } from "../support/running-latchkey.ts";
import { makeBudgeted } from "./budgeted.fixture.ts";

const KILLS = inFull ? 8 : 3;
const CALLERS = 8;
/** Calls that the upstream leaves without an end, before the gateway is killed. */
const HANGING = 4;
const BUDGET_USD = KILLS;
/** What the upstream tells of each answer: 12 tokens in, 8 out. */
const PRICE_MICROS = 28_000;
const ASKED = { model: "m", messages: [{ role: "user" as const, content: "hi" }], max_tokens: 100 };
/** What is held for each: its bytes by three as input, and the most that it asks for as output. */
const HELD_MICROS = Math.ceil(JSON.stringify({ ...ASKED, stream: true }).length / 3) * 1000 + 100 * 2000;

const event = (value: object) => `data: ${JSON.stringify(value)}\n\n`;
const HELLO = event({
  id: "c",
  object: "chat.completion.chunk",
  choices: [{ index: 0, delta: { content: "h" } }],
});
const TOLD = event({
  ...{ id: "c", object: "chat.completion.chunk", choices: [] },
  usage: { prompt_tokens: 12, completion_tokens: 8, total_tokens: 20 },
});

/** A model that begins each answer, and leaves every fourth without an end. */
const startModel = async () => {
  const hanging = new Set<ServerResponse>();
  let asked = 0;
  const server = createServer((request, response) => {
    request.resume().once("end", () => {
      asked += 1;
      response.setHeader("Content-Type", "text/event-stream").write(HELLO);
      if (asked % 4 !== 0) return response.end(`${TOLD}data: [DONE]\n\n`);
      hanging.add(response);
      response.once("close", () => hanging.delete(response));
      return undefined;
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, hanging };
};

it("Instances that are killed while OpenAI's client talks through them never overspend: used is what was told, and what the killed held", async () => {
  const model = await startModel();
  let latchkey = await startLatchkey();
  onTestFinished(() => latchkey[Symbol.asyncDispose]());
  const root = () => asRoot(latchkey);
  const make = making((...sent) => root()(...sent));
  const { slug, consumer, secret } = await makeBudgeted(make, {
    url: model.url,
    inputUsd: 1000,
    usd: BUDGET_USD,
  });
  const openai = new OpenAI({
    ...{ apiKey: secret.apiKey, baseURL: `${latchkey.gateway}/${slug}/v1`, maxRetries: 0 },
  });
  const call = async () => {
    for await (const _part of await openai.chat.completions.create({ ...ASKED, stream: true }));
  };
  const counted = async () => {
    const { used, held } = (await root()("GET", `/v1/consumers/${consumer.id}/limits`)).body.items[0];
    return { used: Math.round(used * 1e6), held: Math.round(held * 1e6) };
  };

  const ended = { served: 0, cut: 0, refused: 0 };
  const callUntilGone = async () => {
    for (;;)
      try {
        await call();
        ended.served += 1;
      } catch (error) {
        const isRefused = error instanceof OpenAI.APIError && error.status === 429;
        ended[isRefused ? "refused" : "cut"] += 1;
        return;
      }
  };
  let left = 0;
  for (let kills = 0; kills < KILLS; kills += 1) {
    const refusedBefore = ended.refused;
    const all = Promise.all(Array.from({ length: CALLERS }, callUntilGone));
    // Or as many as the budget lets begin.
    await eventually(
      async () => [model.hanging.size, ended.refused - refusedBefore],
      ([hanging = 0, refused = 0]) => hanging >= HANGING || hanging + refused === CALLERS,
    );
    left += model.hanging.size;
    await latchkey.stop("SIGKILL");
    await all;
    latchkey = await latchkey.restart();

    const { used, held } = await counted();
    expect(used + held).toBeLessThanOrEqual(BUDGET_USD * 1e6);
    // Of those that were cut off some had been told their end, some were held, some had not begun.
    const [told, holding] = [used / PRICE_MICROS, held / HELD_MICROS];
    expect([told, holding].map(Number.isInteger)).toEqual([true, true]);
    expect(told).toBeGreaterThanOrEqual(ended.served);
    expect(holding).toBeGreaterThanOrEqual(left);
    expect(told + holding).toBeLessThanOrEqual(ended.served + ended.cut);
  }
  expect(left).toBeGreaterThanOrEqual(HANGING);
  expect(ended.refused).toBeGreaterThan(0);
});
