import type { Service } from "@latchkey/core/service/service";
import type { UpstreamAnswer, UpstreamRequest } from "../upstream/forward.ts";
import { aiRequest } from "./ai-request.ts";
import { meteredAnswer } from "./metered-answer.ts";
import { TokenMeter } from "./token-meter.ts";
import type { Tokens } from "./token-usage.ts";
import type { UsageRefusers } from "./usage-refusers.ts";

export interface ModelCall {
  service: Pick<Service, "id" | "usageEvent">;
  request: UpstreamRequest;
  /** Milliseconds since the epoch. */
  now: number;
  refusers: UsageRefusers;
  send(request: UpstreamRequest): Promise<UpstreamAnswer>;
  pass(answer: UpstreamAnswer): Promise<void>;
  /** Told once of what the answer used, guessed where it does not say. Never throws. */
  used(tokens: number, said: Tokens | undefined): Promise<void>;
}

/** A call whose answer tells what tokens it used. An answer that is an error costs nothing. */
export const callModel = async (call: ModelCall): Promise<void> => {
  const { answer, hidesUsage } = await askModel(call);
  if (answer.status < 200 || answer.status > 299) return call.pass(answer);
  const meter = new TokenMeter(call.request.body.length, call.used);
  try {
    await call.pass(meteredAnswer(answer, meter, hidesUsage));
  } finally {
    await meter.tell();
  }
};

/** What an upstream answers to a member that it does not know. */
const REFUSES_MEMBER: ReadonlySet<number> = new Set([400, 422]);

/** Asks for the event that tells the tokens, unless the upstream is known to refuse that; then once more without. */
const askModel = async ({ service, request: asked, now, refusers, send }: ModelCall) => {
  const leaves = refusers.refuses(service.id, now);
  const { request, asking } = aiRequest(asked, leaves ? "leave" : (service.usageEvent ?? "ask"));
  if (!asking) return { answer: await send(request), hidesUsage: false };
  const first = await send(asking);
  if (!REFUSES_MEMBER.has(first.status)) return { answer: first, hidesUsage: true };
  first.body.destroy();
  const answer = await send(request);
  // A body that is refused without the member too says nothing of the member.
  if (!REFUSES_MEMBER.has(answer.status)) refusers.remember(service.id, now);
  return { answer, hidesUsage: false };
};
