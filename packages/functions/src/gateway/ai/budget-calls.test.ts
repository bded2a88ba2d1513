import { once } from "node:events";
import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { createCallLimits } from "@latchkey/core/limit/call-limits";
import { memoryLimits } from "@latchkey/core/limit/memory-limits.fixture";
import { teamZones } from "@latchkey/core/limit/team-zones";
import type { Service } from "@latchkey/core/service/service";
import { describe, expect, it } from "vitest";
import { aGateway, consumerContext, serviceAt, startUpstream } from "../gateway.fixture.ts";

const USAGE = { prompt_tokens: 10, completion_tokens: 20, total_tokens: 30 };
const whole = { object: "chat.completion", choices: [{}], usage: USAGE };
/** A million tokens of input for a dollar, of output for ten: this answer costs 0.00021 dollars. */
const COST_NANOS = 210_000;
const MODELS = [
  { match: "small*", inputUsd: 1, outputUsd: 10, maxOutputTokens: 100 },
  { match: "*", callUsd: 1 },
];

const answering =
  (answer: object): RequestListener =>
  (_request, response) =>
    void response.setHeader("Content-Type", "application/json").end(JSON.stringify(answer));

const streamed = (events: readonly unknown[]) => (_request: IncomingMessage, response: ServerResponse) => {
  response.setHeader("Content-Type", "text/event-stream");
  for (const event of events) response.write(`data: ${JSON.stringify(event)}\n\n`);
  response.end("data: [DONE]\n\n");
};

const setUp = async (
  listener: RequestListener,
  budget: object = { usd: 1, period: "day" },
  fields: Partial<Service> = {},
) => {
  const reached: string[] = [];
  const { url } = await startUpstream((request, response) => {
    reached.push(request.url ?? "");
    listener(request, response);
  });
  const { store, ledgers } = memoryLimits();
  const limits = createCallLimits({
    ...{ store, now: Date.now, random: Math.random, report: () => undefined },
    zones: teamZones(async () => "UTC"),
  });
  const gateway = aGateway(serviceAt(url, { kind: "ai", models: MODELS, ...fields }), { limits });
  const sent = (
    body: unknown,
    path = "/echo/v1/chat/completions",
    headers: Record<string, string[]> = {},
  ) => ({
    method: "POST",
    path,
    body: Buffer.isBuffer(body) ? body : Buffer.from(typeof body === "string" ? body : JSON.stringify(body)),
    headers: { "Content-Type": ["application/json"], ...headers },
    authorizer: consumerContext({ limits: JSON.stringify({ budget }) }),
  });
  const counted = () => [...ledgers.values()].map(({ total, held }) => [total, held.size]);
  return { ...gateway, sent, counted, reached };
};

describe("a call under a budget", () => {
  it("holds what it may cost, and costs what it says", async () => {
    const { send, sent, counted, lines } = await setUp(answering(whole));
    const { header, status } = await send(sent({ model: "small", max_tokens: 50 }));
    expect(status).toBe(200);
    expect(header("x-budget-remaining")).toEqual(["0.999489"]);
    expect(counted()).toEqual([[COST_NANOS, 0]]);
    expect(lines[0]).toMatchObject({
      ...{ model: "small", operation: "chat/completions" },
      ...{ tokensIn: 10, tokensOut: 20, costNanoUsd: COST_NANOS },
    });
  });

  it("is settled before its last event reaches the caller", async () => {
    const { start, sent, counted } = await setUp(
      streamed([{ choices: [{}] }, { choices: [], usage: USAGE }]),
    );
    const { sink, done } = start(
      sent({ model: "small", stream: true, stream_options: { include_usage: true } }),
    );
    let text = "";
    for await (const chunk of sink.stream) {
      text += String(chunk);
      if (text.includes("[DONE]")) break;
    }
    expect(counted()).toEqual([[COST_NANOS, 0]]);
    await done;
  });

  it("costs what is told although the caller has left after the last word", async () => {
    const go = Promise.withResolvers<void>();
    const { start, sent, counted, lines } = await setUp(async (_request, response) => {
      response.setHeader("Content-Type", "text/event-stream").write(`data: {"choices":[{}]}\n\n`);
      await go.promise;
      response.end(`data: ${JSON.stringify({ choices: [], usage: USAGE })}\n\ndata: [DONE]\n\n`);
    });
    const { sink, done } = start(sent({ model: "small", stream: true }));
    await once(sink.stream, "data");
    sink.stream.destroy();
    go.resolve();
    await done;
    expect(counted()).toEqual([[COST_NANOS, 0]]);
    expect(lines[0]).toMatchObject({ code: "client-gone", costNanoUsd: COST_NANOS });
  });

  it("costs what is told although the caller has left before the first header", async () => {
    const arrived = Promise.withResolvers<void>();
    const go = Promise.withResolvers<void>();
    const { start, sent, counted } = await setUp(async (_request, response) => {
      arrived.resolve();
      await go.promise;
      response.setHeader("Content-Type", "application/json").end(JSON.stringify(whole));
    });
    const { sink, done } = start(sent({ model: "small" }));
    await arrived.promise;
    sink.stream.destroy();
    go.resolve();
    await done;
    expect(counted()).toEqual([[COST_NANOS, 0]]);
  });

  const held = (bytes: number, output: number) => Math.ceil(bytes / 3) * 1000 + output * 10_000;
  const BODY = JSON.stringify({ model: "small" });

  it.each<[string, RequestListener, number]>([
    ["what it held where no figures are told", answering({ choices: [] }), held(BODY.length, 100)],
    [
      "what it held where the upstream breaks off",
      (_request, response) => {
        response.setHeader("Content-Type", "text/event-stream");
        response.write(`data: ${JSON.stringify({ choices: [], usage: USAGE })}\n\n`, () =>
          response.destroy(),
        );
      },
      held(BODY.length, 100),
    ],
    [
      "nothing where the upstream refuses it",
      (_request, response) => void response.writeHead(429).end("{}"),
      0,
    ],
    ["nothing where the upstream fails", (_request, response) => void response.writeHead(500).end("{}"), 0],
    ["nothing where it is not reached", (request) => void request.socket.destroy(), 0],
  ])("costs %s", async (_what, listener, nanos) => {
    const { send, sent, counted } = await setUp(listener);
    await send(sent(BODY)).catch(() => undefined);
    expect(counted()).toEqual([[nanos, 0]]);
  });

  it("is refused where it does not fit, with 429 and what to do", async () => {
    const { send, sent, reached, json } = {
      ...(await setUp(answering(whole), { usd: 0.001, period: "day" })),
      json: 0,
    };
    const first = await send(sent({ model: "small", max_tokens: 100 }));
    expect(first.status).toBe(429);
    expect(first.json()).toMatchObject({ code: "budget-exceeded", "violated-policies": ["consumer-budget"] });
    expect(first.header("retry-after")).toBeUndefined();
    expect((await send(sent({ model: "small", max_tokens: 90 }))).status).toBe(200);
    expect([reached, json]).toEqual([["/v1/chat/completions"], 0]);
  });

  it("never spends more, however many run at once", async () => {
    const { send, sent, counted } = await setUp(answering(whole), { usd: 0.005, period: "month" });
    const answers = await Promise.all(
      Array.from({ length: 40 }, () => send(sent({ model: "small", max_tokens: 20 }))),
    );
    const served = answers.filter(({ status }) => status === 200).length;
    expect(served).toBeGreaterThan(0);
    expect(counted()).toEqual([[served * COST_NANOS, 0]]);
    expect(served * COST_NANOS).toBeLessThanOrEqual(5_000_000);
  });

  it.each([
    ["small-1 small-2*", "small-1", 200],
    ["small-1 small-2*", "small-3", 403],
    ["small-1 small-2*", undefined, 403],
    ["*", undefined, 200],
    ["", "small-1", 403],
  ])(
    "of a credential whose models are %j is answered, for the model %s, %d",
    async (models, model, status) => {
      const { send, sent } = await setUp(answering(whole), { usd: 100, period: "day" });
      const authorizer = consumerContext({ models });
      const answer = await send({ ...sent({ model }), authorizer });
      expect(answer.status).toBe(status);
      if (status === 403) expect(answer.json()).toMatchObject({ code: "model-not-allowed" });
    },
  );

  it("is refused for a model without a price, and none is needed to read", async () => {
    const { send, sent } = await setUp(answering({ data: [] }), undefined, {
      models: [{ match: "a", inputUsd: 0 }],
    });
    expect((await send(sent({ model: "b" }))).json()).toMatchObject({ status: 403, code: "model-unpriced" });
    expect((await send({ ...sent("", "/echo/v1/models"), method: "GET" })).status).toBe(200);
  });
});
