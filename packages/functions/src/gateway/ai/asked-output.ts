import type { SpelledNames } from "@latchkey/core/json/one-reading";
import { membersOf } from "@latchkey/core/metering/told-counts";

const MAXIMA: Readonly<Record<string, readonly string[]>> = {
  "": ["max_tokens", "max_completion_tokens", "max_output_tokens"],
  inferenceConfig: ["maxTokens"],
  generationConfig: ["maxOutputTokens", "max_output_tokens"],
  // Google's APIs take a member by either of its names (ProtoJSON).
  generation_config: ["maxOutputTokens", "max_output_tokens"],
  options: ["num_predict"],
};

const OUTPUTS: Readonly<Record<string, readonly string[]>> = {
  "": ["n", "best_of", "candidateCount"],
  generationConfig: ["candidateCount", "candidate_count"],
  generation_config: ["candidateCount", "candidate_count"],
};

const NESTS = Object.keys(MAXIMA).filter((name) => name !== "");

/** Every name that is read of a body, by the member that it stands under. */
export const READ_NAMES: SpelledNames = {
  "": [
    "model",
    "stream",
    "stream_options",
    "prompt",
    ...NESTS,
    ...(MAXIMA[""] ?? []),
    ...(OUTPUTS[""] ?? []),
  ],
  ...Object.fromEntries(NESTS.map((nest) => [nest, [...(MAXIMA[nest] ?? []), ...(OUTPUTS[nest] ?? [])]])),
};

const MOST_TOKENS = 1_000_000_000;
const MOST_OUTPUTS = 100_000;

type Body = Readonly<Record<string, unknown>>;

/** How much output a body asks for: the largest maximum that it names, and the largest number of outputs for each prompt. */
export const outputOf = (body: Body): { maxOutputTokens?: number; outputs: number } => {
  const most = largest(body, MAXIMA);
  const outputs = Math.max(1, largest(body, OUTPUTS) ?? 1) * promptsOf(body["prompt"]);
  return {
    ...(most === undefined ? {} : { maxOutputTokens: Math.min(most, MOST_TOKENS) }),
    outputs: Math.min(outputs, MOST_OUTPUTS),
  };
};

/** Completions take several prompts at once, as a list of texts or of lists of tokens. */
const promptsOf = (prompt: unknown): number =>
  Array.isArray(prompt) && typeof prompt[0] !== "number" ? Math.max(1, prompt.length) : 1;

const largest = (body: Body, names: Readonly<Record<string, readonly string[]>>): number | undefined => {
  const values = Object.entries(names).flatMap(([nest, each]) => {
    const members = nest === "" ? body : membersOf(body[nest]);
    return each.map((name) => amountOf(members?.[name]));
  });
  return values.reduce(
    (one, other) => (one === undefined || other === undefined ? (one ?? other) : Math.max(one, other)),
    undefined,
  );
};

/** A number above zero, also as text: an upstream may take that for one. */
const amountOf = (value: unknown): number | undefined => {
  const amount = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  return typeof amount === "number" && amount > 0 ? Math.ceil(amount) : undefined;
};
