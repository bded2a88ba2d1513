import { Readable } from "node:stream";
import { meteredAnswer } from "@latchkey/functions/gateway/ai/metered-answer";
import { TokenMeter } from "@latchkey/functions/gateway/ai/token-meter";
import type { BenchCase } from "./bench-case.ts";

const EVENTS = 100;
/** Added to a streamed event at most. */
const MICROSECONDS_AN_EVENT = 15;
const group = `A streamed answer of a model, ${EVENTS} events`;

const event = (value: unknown) => Buffer.from(`data: ${JSON.stringify(value)}\n\n`);
const CHUNK = event({
  id: "chatcmpl-B9MBs8CjcvOU2jLn4n570S5qMJKcT",
  object: "chat.completion.chunk",
  created: 1_741_569_952,
  model: "gpt-4.1-2025-04-14",
  choices: [{ index: 0, delta: { content: " harbour" }, logprobs: null, finish_reason: null }],
});
const STREAM = [
  ...Array.from({ length: EVENTS - 1 }, () => CHUNK),
  event({ choices: [], usage: { prompt_tokens: 9, completion_tokens: EVENTS, total_tokens: EVENTS + 9 } }),
];

const passed = async (body: AsyncIterable<Uint8Array>): Promise<void> => {
  let bytes = 0;
  for await (const piece of body) bytes += piece.length;
  if (bytes < EVENTS) throw new Error("Nothing was passed on.");
};

/** Reading the tokens on the way, beside passing the answer on. */
export const streamCases = (): readonly BenchCase[] => [
  { group, name: "passed on", role: "floor", run: () => passed(Readable.from(STREAM)) },
  {
    group,
    name: "metered",
    role: "ours",
    atMostMicroseconds: EVENTS * MICROSECONDS_AN_EVENT,
    run: async () => {
      let tokens = 0;
      const meter = new TokenMeter(async ({ said }) => {
        tokens = said?.tokensOut ?? 0;
      });
      const came = {
        status: 200,
        headers: ["Content-Type", "text/event-stream"],
        body: Readable.from(STREAM),
      };
      const { answer, drain } = meteredAnswer(came, meter, false);
      await passed(answer.body);
      await drain(0);
      if (tokens !== EVENTS) throw new Error("The tokens were not read.");
    },
  },
];
