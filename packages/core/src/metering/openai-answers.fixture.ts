/** Answers as OpenAI documents them, and those who follow it: one value for an answer, several for the events of a stream. */
export const OPENAI_ANSWERS: readonly (readonly [name: string, parts: unknown[], tokens: object])[] = [
  [
    "OpenAI chat",
    [
      {
        object: "chat.completion",
        usage: {
          prompt_tokens: 2006,
          completion_tokens: 300,
          total_tokens: 2306,
          prompt_tokens_details: { cached_tokens: 1920, audio_tokens: 0 },
          completion_tokens_details: { reasoning_tokens: 200 },
        },
      },
    ],
    { tokensIn: 2006, tokensOut: 300, cachedTokensIn: 1920 },
  ],
  [
    "OpenAI chat, streamed with usage",
    [
      { object: "chat.completion.chunk", choices: [{ delta: {} }], usage: null },
      { choices: [], usage: { prompt_tokens: 9, completion_tokens: 12, total_tokens: 21 } },
    ],
    { tokensIn: 9, tokensOut: 12 },
  ],
  [
    "vLLM, streamed with usage in every chunk",
    [
      { choices: [{}], usage: { prompt_tokens: 7, completion_tokens: 1, total_tokens: 8 } },
      { choices: [{}], usage: { prompt_tokens: 7, completion_tokens: 5, total_tokens: 12 } },
    ],
    { tokensIn: 7, tokensOut: 5 },
  ],
  [
    "OpenAI responses, streamed",
    [
      { type: "response.created", response: { usage: null } },
      {
        type: "response.completed",
        response: {
          usage: {
            input_tokens: 36,
            input_tokens_details: { cached_tokens: 10 },
            output_tokens: 87,
            output_tokens_details: { reasoning_tokens: 40 },
            total_tokens: 123,
          },
        },
      },
    ],
    { tokensIn: 36, tokensOut: 87, cachedTokensIn: 10 },
  ],
  [
    "OpenAI embeddings",
    [{ object: "list", data: [], usage: { prompt_tokens: 8, total_tokens: 8 } }],
    { tokensIn: 8, tokensOut: 0 },
  ],
  [
    "OpenAI images",
    [
      {
        created: 1,
        usage: {
          total_tokens: 100,
          input_tokens: 50,
          output_tokens: 50,
          input_tokens_details: { text_tokens: 10, image_tokens: 40 },
        },
      },
    ],
    { tokensIn: 50, tokensOut: 50 },
  ],
  [
    "OpenAI transcription, in tokens",
    [
      {
        type: "transcript.text.done",
        text: "x",
        usage: { type: "tokens", input_tokens: 14, output_tokens: 45, total_tokens: 59 },
      },
    ],
    { tokensIn: 14, tokensOut: 45 },
  ],
  [
    "OpenAI speech, streamed",
    [
      { type: "speech.audio.delta", audio: "" },
      { type: "speech.audio.done", usage: { input_tokens: 14, output_tokens: 101, total_tokens: 115 } },
    ],
    { tokensIn: 14, tokensOut: 101 },
  ],
  [
    "a reranker, by its total alone",
    [{ model: "rerank", results: [], usage: { total_tokens: 815 } }],
    { tokensIn: 815, tokensOut: 0 },
  ],
];
