import type { Tokens } from "@latchkey/core/metering/tokens";
import type { Service } from "@latchkey/core/service/service";
import type { UpstreamAnswer, UpstreamRequest } from "../upstream/forward.ts";
import { aiRequest } from "./ai-request.ts";
import { meteredAnswer } from "./metered-answer.ts";
import { type Metered, TokenMeter } from "./token-meter.ts";
import type { UsageRefusers } from "./usage-refusers.ts";

/** What became of a call to a model. */
export type ModelOutcome =
  /** The upstream answered an error, or was not reached. */
  | { kind: "free" }
  /** The answer tells its tokens. */
  | { kind: "told"; tokens: Tokens }
  /** It does not, or it was not read to its end. */
  | { kind: "untold"; bytesOut: number; tokens?: Tokens };

export interface ModelCall {
  service: Pick<Service, "id" | "usageEvent">;
  request: UpstreamRequest;
  /** Milliseconds since the epoch. */
  now: number;
  refusers: UsageRefusers;
  send(request: UpstreamRequest): Promise<UpstreamAnswer>;
  pass(answer: UpstreamAnswer): Promise<void>;
  /** Told once what became of the call, before the end of its answer reaches the caller. Never throws. */
  done(outcome: ModelOutcome): Promise<void>;
}

/** Read of an answer whose caller has left. */
const MAX_DRAINED_BYTES = 64 * 1024 * 1024;

/**
 * A call whose answer tells what tokens it used. The answer is read to its end also after the caller has left: what a model has
 * written is paid for.
 */
export const callModel = async (call: ModelCall): Promise<void> => {
  const asked = await askModel(call).catch(async (error: unknown) => {
    await call.done({ kind: "free" });
    throw error;
  });
  const { answer: came, hidesUsage } = asked;
  if (came.status < 200 || came.status > 299) {
    await call.done({ kind: "free" });
    return call.pass(came);
  }
  const meter = new TokenMeter((metered) => call.done(outcomeOf(metered)));
  const { answer, drain } = meteredAnswer(came, meter, hidesUsage);
  try {
    await call.pass(answer);
  } finally {
    // A connection that breaks after the caller has left is told as an answer that was not read to its end.
    await drain(MAX_DRAINED_BYTES).catch(() => undefined);
    await meter.tell();
  }
};

const outcomeOf = ({ said, isWhole, bytesOut }: Metered): ModelOutcome =>
  said && isWhole
    ? { kind: "told", tokens: said }
    : { kind: "untold", bytesOut, ...(said ? { tokens: said } : {}) };

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
