import type { CallEstimate } from "@latchkey/core/limit/applied-limits";
import {
  DEFAULT_BYTES_PER_TOKEN,
  DEFAULT_MAX_OUTPUT_TOKENS,
  entryFor,
  highestPrice,
  isPriced,
  type ModelPrice,
  NO_MODEL,
  priceOf,
} from "@latchkey/core/metering/price";
import type { Tokens } from "@latchkey/core/metering/tokens";
import type { Service } from "@latchkey/core/service/service";
import { MAX_DIMENSION } from "@latchkey/core/usage/usage-dimension";
import { type AskedModel, askedModel } from "./ai/asked-model.ts";
import type { ModelOutcome } from "./ai/call-model.ts";
import type { Settle } from "./apply-limits.ts";
import type { CallLine, GatewayLog } from "./call-line.ts";
import type { UpstreamRequest } from "./upstream/forward.ts";

/** A call of an AI service, and what it asks of a model; nothing where it names none and needs none. */
export interface Asked extends AskedModel {
  use?: { model?: string };
}

/** English text has about four bytes a token; where an upstream says nothing, this is counted. */
const GUESSED_BYTES = 4;
const READS: ReadonlySet<string> = new Set(["GET", "HEAD", "DELETE"]);

/**
 * What the call asks, which its line in the log names.
 * @throws CallRefusal `model-ambiguous`
 */
export const modelAsked = async (request: UpstreamRequest, rest: string, line: CallLine): Promise<Asked> => {
  const asked = await askedModel(request, rest);
  const { model, operation } = asked;
  if (operation !== "") line.operation = operation;
  if (model !== undefined) line.model = model.slice(0, MAX_DIMENSION);
  else if (!READS.has(request.method)) line.model = NO_MODEL;
  const asksNone = model === undefined && READS.has(request.method);
  return asksNone ? asked : { ...asked, use: model === undefined ? {} : { model } };
};

const entryOf = ({ models }: Pick<Service, "models">, { use }: Asked): ModelPrice | undefined =>
  use && entryFor(models, use.model);

/** What the call may use: its bytes as input, and as much output as it may ask for. */
export const estimateOf = (service: Pick<Service, "models">, asked: Asked, bytesIn: number): CallEstimate => {
  if (!asked.use) return { tokens: 0, nanos: 0 };
  const entry = entryOf(service, asked);
  const { maxOutputTokens = entry?.maxOutputTokens ?? DEFAULT_MAX_OUTPUT_TOKENS, outputs } = asked;
  const tokensIn = Math.ceil(bytesIn / (entry?.bytesPerToken ?? DEFAULT_BYTES_PER_TOKEN));
  const tokensOut = maxOutputTokens * outputs;
  return {
    tokens: tokensIn + tokensOut,
    ...(isPriced(entry) ? { nanos: highestPrice(entry, { tokensIn, tokensOut }) } : {}),
  };
};

interface Settling {
  line: CallLine;
  service: Pick<Service, "models">;
  asked: Asked;
  settle: Settle;
  /** What was held of a budget, in billionths of a dollar; absent where there is none. */
  heldNanos?: number;
}

/** Counts what a model has used, and says so in the line. Never throws. */
export const settledModel =
  ({ log }: { log: GatewayLog }, { line, service, asked, settle, heldNanos }: Settling) =>
  async (outcome: ModelOutcome): Promise<void> => {
    const entry = entryOf(service, asked);
    const price = (tokens: Tokens) => (isPriced(entry) ? priceOf(entry, tokens) : undefined);
    const tell = (tokens: Tokens | undefined, nanos: number | undefined) =>
      Object.assign(line, tokens && shown(tokens), nanos === undefined ? {} : { costNanoUsd: nanos });
    const settled = (): Promise<void> => {
      if (outcome.kind === "free") return settle({ kind: "free" });
      if (outcome.kind === "told") {
        const { tokens } = outcome;
        const nanos = price(tokens);
        tell(tokens, nanos);
        return settle({ kind: "told", tokens: tokens.tokensIn + tokens.tokensOut, nanos: nanos ?? 0 });
      }
      const tokens = outcome.tokens ?? guessed(line.bytesIn, outcome.bytesOut);
      tell(outcome.tokens, heldNanos ?? price(tokens));
      return settle({ kind: "untold", tokens: tokens.tokensIn + tokens.tokensOut });
    };
    await settled().catch((error: unknown) => {
      // The answer is there and paid for: it is not taken back. What was held of a limit stays counted.
      line.counters = "failed-open";
      log.fault(line.requestId, error);
    });
  };

const guessed = (bytesIn: number, bytesOut: number): Tokens => {
  const tokensIn = Math.ceil(bytesIn / GUESSED_BYTES);
  return { tokensIn, tokensOut: Math.ceil((bytesIn + bytesOut) / GUESSED_BYTES) - tokensIn };
};

const shown = ({ tokensIn, tokensOut, cachedTokensIn }: Tokens) => ({
  tokensIn,
  tokensOut,
  ...(cachedTokensIn === undefined ? {} : { cachedTokensIn }),
});
