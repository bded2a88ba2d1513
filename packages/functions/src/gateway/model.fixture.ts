import type { RequestListener } from "node:http";
import type { CallLimits } from "@latchkey/core/limit/admission";
import { aGateway, serviceAt, startUpstream } from "./gateway.fixture.ts";

export const USAGE = { prompt_tokens: 9, completion_tokens: 12, total_tokens: 21 };
export const EXTRA = { object: "chat.completion.chunk", choices: [], usage: USAGE };
export const CHUNK = { object: "chat.completion.chunk", choices: [{ delta: { content: "h" } }] };

const charging = () => {
  const charged: number[] = [];
  const limits: CallLimits = {
    admit: async () => ({
      outcome: "admitted",
      limits: [],
      settle: async (outcome) => {
        if (outcome.kind !== "free") charged.push(outcome.tokens);
      },
    }),
  };
  return { charged, limits };
};

/** Calls a model that answers so, and tells what was charged. */
export const ask = async (body: object, path: string, listener: RequestListener) => {
  const { url } = await startUpstream(listener);
  const { charged, limits } = charging();
  const gateway = aGateway(serviceAt(url, { kind: "ai" }), { limits });
  const answer = await gateway.send({
    method: "POST",
    path,
    body: Buffer.from(JSON.stringify(body)),
    headers: { "Content-Type": ["application/json"], "Accept-Encoding": ["gzip"] },
  });
  return { ...answer, charged, line: gateway.lines[0] };
};
