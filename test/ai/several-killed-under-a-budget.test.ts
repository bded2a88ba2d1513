import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Anthropic from "@anthropic-ai/sdk";
import { startTestTable } from "@latchkey/aws/testing/dynamodb-for-tests";
import { inFull } from "@latchkey/core/testing/in-full";
import OpenAI from "openai";
import { expect, it, onTestFinished } from "vitest";
import { making } from "../support/making.ts";
import { asRoot, eventually } from "../support/management.ts";
import { type RunningLatchkey, startLatchkey } from "../support/running-latchkey.ts";
import { makeBudgeted } from "./budgeted.fixture.ts";
import { startUnreliableModel, TOLD_TOKENS } from "./unreliable-model.fixture.ts";

const KILLED = inFull ? 5 : 2;
const SHAPES = 4;
/** Of each shape at each instance. */
const CALLERS = 2;
const BUDGET_USD = 3 * KILLED;
const MAX_TOKENS = 101;
/** Only what is answered costs: what each call holds, and what one costs that is told its end. */
const [HELD_MICROS, PRICE_MICROS] = [MAX_TOKENS * 2000, TOLD_TOKENS * 2000];
const ASKED = { model: "m", messages: [{ role: "user" as const, content: "hi" }], max_tokens: MAX_TOKENS };

/** Instances over one table, each a process of its own; all have the keys of the first. */
const startInstances = async (count: number): Promise<RunningLatchkey[]> => {
  const table = await startTestTable();
  onTestFinished(() => table.stop());
  const environment = { DYNAMODB_ENDPOINT: table.endpoint };
  const start = async (more: Record<string, string> = {}) => {
    const instance = await startLatchkey({ ...environment, ...more });
    onTestFinished(() => instance[Symbol.asyncDispose]());
    return instance;
  };
  const first = await start();
  const others: RunningLatchkey[] = [];
  for (let index = 1; index < count; index += 1) {
    const data = await mkdtemp(join(tmpdir(), "latchkey-test-"));
    onTestFinished(() => rm(data, { recursive: true, force: true }));
    // What is being written there is moved into place, and gone meanwhile.
    await cp(first.data, data, { recursive: true, filter: (path) => !path.endsWith(".tmp") });
    others.push(await start({ LATCHKEY_DATA: data }));
  }
  return [first, ...others];
};

it(`${KILLED} instances that are killed at once under the traffic of both clients never overspend, and each call counts once`, async () => {
  const model = await startUnreliableModel();
  const instances = await startInstances(KILLED + 1);
  const [survivor, ...killed] = instances;
  if (!survivor) throw new Error("One stays.");
  const root = asRoot(survivor);
  const make = making(root);
  const { slug, consumer, secret } = await makeBudgeted(make, {
    url: model.url,
    inputUsd: 0,
    usd: BUDGET_USD,
  });
  const counted = async () => {
    const { used, held } = (await root("GET", `/v1/consumers/${consumer.id}/limits`)).body.items[0];
    return { used: Math.round(used * 1e6), held: Math.round(held * 1e6) };
  };

  const ended = { served: 0, refused: 0, failed: 0 };
  const shapesAt = ({ gateway }: RunningLatchkey): (() => Promise<boolean>)[] => {
    const at = { apiKey: secret.apiKey, baseURL: `${gateway}/${slug}`, maxRetries: 0 };
    const openai = new OpenAI({ ...at, baseURL: `${at.baseURL}/v1` });
    const anthropic = new Anthropic(at);
    return [
      async () => Boolean(await openai.chat.completions.create(ASKED)),
      async () => Boolean(await anthropic.messages.create(ASKED)),
      async () => Boolean(await anthropic.messages.stream(ASKED).finalMessage()),
      // Leaves after the first part: the answer is read to its end without it.
      async () => {
        for await (const _part of await openai.chat.completions.create({ ...ASKED, stream: true })) break;
        return false;
      },
    ];
  };
  let isOver = false;
  /** Calls until nothing more may be spent, or the instance is gone. */
  const callOn = async (call: () => Promise<boolean>) => {
    while (!isOver)
      try {
        if (await call()) ended.served += 1;
      } catch (error) {
        const status =
          error instanceof OpenAI.APIError || error instanceof Anthropic.APIError ? error.status : 0;
        if (status === 429) ended.refused += 1;
        else ended.failed += 1;
        if (status === 429 || (isOver && status === undefined)) return;
      }
  };
  const calls = Promise.all(
    instances.flatMap((instance) =>
      Array.from({ length: CALLERS }, () => shapesAt(instance).map(callOn)).flat(),
    ),
  );
  await eventually(
    async () => [model.hanging.size, ended.refused],
    ([hanging = 0, refused = 0]) => hanging >= 2 * KILLED || refused > 0,
  );
  await Promise.all(killed.map((instance) => instance.stop("SIGKILL")));
  isOver = true;
  model.breakOff();
  await calls;
  const during = await counted();
  expect(during.used + during.held).toBeLessThanOrEqual(BUDGET_USD * 1e6);

  // What is left is what the killed have held: the survivor's calls come to their end.
  const inFlight = KILLED * SHAPES * CALLERS * 2;
  const { used, held } = await eventually(counted, (now) => now.held <= inFlight * HELD_MICROS);
  expect(used + held).toBeLessThanOrEqual(BUDGET_USD * 1e6);
  const holding = held / HELD_MICROS;
  expect(Number.isInteger(holding)).toBe(true);
  // Each call that was told its end costs its price, and each that broke off what it had held. One number of told ones fits: what
  // was asked of the model counts once, and of the killed some calls may have been held and not sent yet.
  const fitting = Array.from({ length: model.counts.whole + 1 }, (_, told) => told).filter((told) => {
    const broken = (used - told * PRICE_MICROS) / HELD_MICROS;
    const unsent = told + broken + holding - model.counts.asked;
    return (
      told >= ended.served && Number.isInteger(broken) && unsent >= 0 && unsent <= KILLED * SHAPES * CALLERS
    );
  });
  expect(fitting).toHaveLength(1);
  expect(ended.served).toBeGreaterThan(0);
  expect(holding).toBeGreaterThan(0);
});
