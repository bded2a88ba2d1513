import { OPENAI_ANSWERS } from "./openai-answers.fixture.ts";

/** Answers as each provider documents them: one value each, several for a stream. */
export const ANSWERS: readonly (readonly [name: string, parts: unknown[], tokens: object])[] = [
  ...OPENAI_ANSWERS,
  [
    "Anthropic messages",
    [
      {
        type: "message",
        usage: {
          input_tokens: 50,
          cache_creation_input_tokens: 248,
          cache_read_input_tokens: 1800,
          output_tokens: 503,
        },
      },
    ],
    { tokensIn: 2098, tokensOut: 503, cachedTokensIn: 1800, cacheWriteTokensIn: 248 },
  ],
  [
    "Anthropic messages, streamed",
    [
      {
        type: "message_start",
        message: {
          usage: {
            input_tokens: 25,
            cache_creation_input_tokens: 0,
            cache_read_input_tokens: 100,
            output_tokens: 1,
          },
        },
      },
      { type: "content_block_delta", delta: { type: "text_delta", text: "x" } },
      { type: "message_delta", delta: { stop_reason: "end_turn" }, usage: { output_tokens: 15 } },
      { type: "message_stop" },
    ],
    { tokensIn: 125, tokensOut: 15, cachedTokensIn: 100 },
  ],
  [
    "Anthropic messages without a cache",
    [{ type: "message", usage: { input_tokens: 12, output_tokens: 6 } }],
    { tokensIn: 12, tokensOut: 6 },
  ],
  [
    "Bedrock Converse",
    [
      {
        output: {},
        usage: {
          inputTokens: 30,
          outputTokens: 628,
          totalTokens: 1058,
          cacheReadInputTokens: 300,
          cacheWriteInputTokens: 100,
        },
      },
    ],
    { tokensIn: 430, tokensOut: 628, cachedTokensIn: 300, cacheWriteTokensIn: 100 },
  ],
  [
    "Bedrock InvokeModel, streamed: the metrics of the last chunk",
    [
      { type: "message_stop" },
      {
        "amazon-bedrock-invocationMetrics": {
          inputTokenCount: 21,
          outputTokenCount: 9,
          invocationLatency: 1,
        },
      },
    ],
    { tokensIn: 21, tokensOut: 9 },
  ],
  [
    "Bedrock Titan",
    [{ inputTextTokenCount: 5, results: [{ tokenCount: 12, outputText: "x" }, { tokenCount: 3 }] }],
    { tokensIn: 5, tokensOut: 15 },
  ],
  [
    "Bedrock Llama",
    [{ generation: "x", prompt_token_count: 25, generation_token_count: 137 }],
    { tokensIn: 25, tokensOut: 137 },
  ],
  [
    "Gemini, with thoughts and a cache",
    [
      {
        candidates: [],
        usageMetadata: {
          promptTokenCount: 800,
          cachedContentTokenCount: 600,
          candidatesTokenCount: 50,
          thoughtsTokenCount: 150,
          toolUsePromptTokenCount: 20,
          totalTokenCount: 1020,
        },
      },
    ],
    { tokensIn: 820, tokensOut: 200, cachedTokensIn: 600 },
  ],
  [
    "Vertex AI predict, of several texts",
    [
      {
        predictions: [
          { embeddings: { values: [0.1], statistics: { truncated: false, token_count: 6 } } },
          { embeddings: { values: [0.2], statistics: { truncated: false, token_count: 4 } } },
        ],
        metadata: { billableCharacterCount: 37 },
      },
    ],
    { tokensIn: 10, tokensOut: 0 },
  ],
  [
    "Gemini, streamed as a list",
    [
      [
        { candidates: [{}], usageMetadata: { promptTokenCount: 4, totalTokenCount: 4 } },
        {
          candidates: [{}],
          usageMetadata: { promptTokenCount: 4, candidatesTokenCount: 7, totalTokenCount: 11 },
        },
      ],
    ],
    { tokensIn: 4, tokensOut: 7 },
  ],
  [
    "Cohere, version 2: what is billed counts",
    [
      {
        usage: {
          billed_units: { input_tokens: 5, output_tokens: 418 },
          tokens: { input_tokens: 71, output_tokens: 418 },
        },
      },
    ],
    { tokensIn: 5, tokensOut: 418 },
  ],
  [
    "Cohere, version 2, streamed",
    [
      { type: "content-delta", delta: { message: { content: { text: "x" } } } },
      {
        type: "message-end",
        delta: { usage: { billed_units: { input_tokens: 17, output_tokens: 3 }, tokens: {} } },
      },
    ],
    { tokensIn: 17, tokensOut: 3 },
  ],
  [
    "Cohere, version 1, streamed",
    [
      {
        event_type: "stream-end",
        response: { meta: { billed_units: { input_tokens: 6, output_tokens: 4 } } },
      },
    ],
    { tokensIn: 6, tokensOut: 4 },
  ],
  ["Cohere embed", [{ meta: { billed_units: { input_tokens: 6 } } }], { tokensIn: 6, tokensOut: 0 }],
  [
    "Mistral",
    [{ usage: { prompt_tokens: 16, completion_tokens: 34, total_tokens: 50, prompt_audio_seconds: null } }],
    { tokensIn: 16, tokensOut: 34 },
  ],
  [
    "Ollama, streamed",
    [
      { model: "llama", response: "x", done: false },
      { model: "llama", done: true, prompt_eval_count: 26, eval_count: 259 },
    ],
    { tokensIn: 26, tokensOut: 259 },
  ],
  [
    "a total that beats its parts",
    [{ usage: { prompt_tokens: 5, completion_tokens: 2, total_tokens: 20 } }],
    { tokensIn: 5, tokensOut: 15 },
  ],
];

/** Answers that tell nothing. */
export const SILENT: readonly (readonly [name: string, parts: unknown[]])[] = [
  ["zeros alone", [{ usage: { prompt_tokens: 0, completion_tokens: 0, total_tokens: 0 } }]],
  ["a transcription that tells seconds", [{ text: "x", usage: { type: "duration", seconds: 12 } }]],
  ["Cohere rerank, by its searches", [{ results: [], meta: { billed_units: { search_units: 1 } } }]],
  ["Vertex AI's images", [{ predictions: [{ imageEmbedding: [0.1] }, { bytesBase64Encoded: "AA" }] }]],
  ["usage that is a word", [{ usage: "much" }]],
  [
    "counts below zero, without end or of words",
    [{ usage: { prompt_tokens: -4, completion_tokens: 1e300, total_tokens: "7" } }],
  ],
  ["usage deeper than it is told", [{ choices: [{ message: { usage: { total_tokens: 4 } } }] }]],
  ["usage in a text of the model", [{ choices: [{ delta: { content: '{"usage":{"total_tokens":9}}' } }] }]],
  ["a list of nothing", [[]]],
  ["no object", [null, 1, "usage", true, undefined]],
];
