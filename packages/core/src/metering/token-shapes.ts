import type { Figures } from "./tokens.ts";
import { countOf, figuresOf, type Members, membersOf, sum, sumOf } from "./told-counts.ts";

/** Where a shape finds its figures in an object; nothing where it is not of that shape. */
export interface TokenShape {
  name: string;
  /** The members that it looks at, so that a reader of a large answer keeps these alone. */
  members: readonly string[];
  figures(said: Members): Figures | undefined;
}

/**
 * OpenAI (chat, completions, responses, embeddings, images, audio) and all that follow it: Mistral, vLLM, rerankers. What was
 * read from the cache is in the input (OpenAI API reference, "usage").
 */
const openAi: TokenShape = {
  name: "openai",
  members: ["usage"],
  figures: ({ usage }) => {
    const told = membersOf(usage);
    if (!told || isAnthropic(told) || isBedrock(told) || isCohere(told)) return undefined;
    const details = membersOf(told["prompt_tokens_details"]) ?? membersOf(told["input_tokens_details"]);
    return figuresOf({
      input: countOf(told["prompt_tokens"]) ?? countOf(told["input_tokens"]),
      output: countOf(told["completion_tokens"]) ?? countOf(told["output_tokens"]),
      total: countOf(told["total_tokens"]),
      cacheRead: countOf(details?.["cached_tokens"]),
    });
  },
};

const isAnthropic = (usage: Members): boolean =>
  !("prompt_tokens" in usage) &&
  ("cache_read_input_tokens" in usage || "cache_creation_input_tokens" in usage);

/** Anthropic's messages, whole and streamed: reads and writes of the cache stand beside the input ("Prompt caching"). */
const anthropic: TokenShape = {
  name: "anthropic",
  members: ["usage"],
  figures: ({ usage }) => {
    const told = membersOf(usage);
    if (!told || !isAnthropic(told)) return undefined;
    const cacheRead = countOf(told["cache_read_input_tokens"]);
    const cacheWrite = countOf(told["cache_creation_input_tokens"]);
    return figuresOf({
      input: sum(countOf(told["input_tokens"]), cacheRead, cacheWrite),
      output: countOf(told["output_tokens"]),
      cacheRead,
      cacheWrite,
    });
  },
};

const isBedrock = (usage: Members): boolean => "inputTokens" in usage || "outputTokens" in usage;

/** Amazon Bedrock's Converse and ConverseStream: TokenUsage, with the cache's beside the input. */
const bedrockConverse: TokenShape = {
  name: "bedrock-converse",
  members: ["usage"],
  figures: ({ usage }) => {
    const told = membersOf(usage);
    if (!told || !isBedrock(told)) return undefined;
    const cacheRead = countOf(told["cacheReadInputTokens"]);
    const cacheWrite = countOf(told["cacheWriteInputTokens"]);
    return figuresOf({
      input: sum(countOf(told["inputTokens"]), cacheRead, cacheWrite),
      output: countOf(told["outputTokens"]),
      total: countOf(told["totalTokens"]),
      cacheRead,
      cacheWrite,
    });
  },
};

const METRICS = "amazon-bedrock-invocationMetrics";

/** Amazon Bedrock's InvokeModelWithResponseStream: the metrics in the last chunk of any model. */
const bedrockMetrics: TokenShape = {
  name: "bedrock-invoke-model",
  members: [METRICS],
  figures: (said) => {
    const told = membersOf(said[METRICS]);
    if (!told) return undefined;
    const cacheRead = countOf(told["cacheReadInputTokenCount"]);
    const cacheWrite = countOf(told["cacheWriteInputTokenCount"]);
    return figuresOf({
      input: sum(countOf(told["inputTokenCount"]), cacheRead, cacheWrite),
      output: countOf(told["outputTokenCount"]),
      cacheRead,
      cacheWrite,
    });
  },
};

/** Amazon Bedrock's InvokeModel of Amazon Titan and of Meta Llama, which have members of their own. */
const bedrockModels: TokenShape = {
  name: "bedrock-titan-llama",
  members: [
    "inputTextTokenCount",
    "totalOutputTextTokenCount",
    "results",
    "prompt_token_count",
    "generation_token_count",
  ],
  figures: (said) => {
    const results = Array.isArray(said["results"]) && "inputTextTokenCount" in said ? said["results"] : [];
    const each = results.map((result) => countOf(membersOf(result)?.["tokenCount"]));
    return figuresOf({
      input: countOf(said["inputTextTokenCount"]) ?? countOf(said["prompt_token_count"]),
      output:
        countOf(said["totalOutputTextTokenCount"]) ?? countOf(said["generation_token_count"]) ?? sumOf(each),
    });
  },
};

/** Gemini API and Vertex AI: UsageMetadata. Thoughts are output that stands beside the candidates; prompts of tools are input. */
const gemini: TokenShape = {
  name: "gemini",
  members: ["usageMetadata"],
  figures: ({ usageMetadata }) => {
    const told = membersOf(usageMetadata);
    if (!told) return undefined;
    return figuresOf({
      input: sum(countOf(told["promptTokenCount"]), countOf(told["toolUsePromptTokenCount"])),
      output: sum(countOf(told["candidatesTokenCount"]), countOf(told["thoughtsTokenCount"])),
      total: countOf(told["totalTokenCount"]),
      cacheRead: countOf(told["cachedContentTokenCount"]),
    });
  },
};

/**
 * Vertex AI's predict of an embedding model: each prediction tells what it has read. A reader of a large answer finds the
 * statistics of each alone.
 */
const vertexPredict: TokenShape = {
  name: "vertex-predict",
  members: ["statistics"],
  figures: ({ predictions, statistics }) => {
    const each = Array.isArray(predictions)
      ? predictions.map((prediction) => membersOf(membersOf(prediction)?.["embeddings"])?.["statistics"])
      : [statistics];
    const counts = each.map(membersOf).map((told) => countOf(told?.["token_count"] ?? told?.["tokenCount"]));
    return figuresOf({ addedInput: sumOf(counts) });
  },
};

const isCohere = (usage: Members): boolean => "billed_units" in usage || "tokens" in usage;

/** Cohere's chat, embed and rerank: `usage` in version 2, `meta` in version 1. What is billed counts. */
const cohere: TokenShape = {
  name: "cohere",
  members: ["usage", "meta"],
  figures: ({ usage, meta }) => {
    const told = [membersOf(usage), membersOf(meta)].find((each) => each !== undefined && isCohere(each));
    const units = [membersOf(told?.["billed_units"]), membersOf(told?.["tokens"])];
    const counted = units.find((each) => each && ("input_tokens" in each || "output_tokens" in each));
    if (!counted) return undefined;
    return figuresOf({
      input: countOf(counted["input_tokens"]),
      output: countOf(counted["output_tokens"]),
    });
  },
};

/** Ollama's chat, generate and embed: in the object itself, in the last line where it streams. */
const ollama: TokenShape = {
  name: "ollama",
  members: ["prompt_eval_count", "eval_count"],
  figures: (said) =>
    figuresOf({
      input: countOf(said["prompt_eval_count"]),
      output: countOf(said["eval_count"]),
    }),
};

/** Every shape in which tokens are told. A new one is its row here, and its answers in the table of tests. */
export const TOKEN_SHAPES: readonly TokenShape[] = [
  openAi,
  anthropic,
  bedrockConverse,
  bedrockMetrics,
  bedrockModels,
  gemini,
  vertexPredict,
  cohere,
  ollama,
];
