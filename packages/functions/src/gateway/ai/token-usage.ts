import * as z from "zod/mini";

const Count = z.optional(z.nullable(z.int().check(z.minimum(0), z.maximum(1_000_000_000))));

/** What OpenAI-compatible upstreams say they used: chat completions and embeddings, or responses. */
const Usage = z.looseObject({
  prompt_tokens: Count,
  completion_tokens: Count,
  input_tokens: Count,
  output_tokens: Count,
  total_tokens: Count,
});

/** An answer or an event that has it: itself, or the response that an event is about. */
const Said = z.looseObject({
  usage: z.optional(z.nullable(Usage)),
  response: z.optional(z.nullable(z.looseObject({ usage: z.optional(z.nullable(Usage)) }))),
});

export interface Tokens {
  tokensIn: number;
  tokensOut: number;
}

/**
 * The tokens that an answer or a streamed event reports. What a total has beyond its parts is output; a total alone is
 * input. Zeros alone are ignored.
 */
export const tokensOf = (said: unknown): Tokens | undefined => {
  const parsed = Said.safeParse(said);
  const usage = parsed.data?.usage ?? parsed.data?.response?.usage;
  if (!usage) return undefined;
  const saidIn = usage.prompt_tokens ?? usage.input_tokens ?? undefined;
  const saidOut = usage.completion_tokens ?? usage.output_tokens ?? undefined;
  const total = usage.total_tokens ?? 0;
  const isTotalAlone = saidIn === undefined && saidOut === undefined;
  const tokensIn = isTotalAlone ? total : (saidIn ?? 0);
  const tokensOut = Math.max(saidOut ?? 0, total - tokensIn);
  return tokensIn + tokensOut === 0 ? undefined : { tokensIn, tokensOut };
};
