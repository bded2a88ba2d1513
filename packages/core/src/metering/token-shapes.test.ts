import { describe, expect, it } from "vitest";
import { TOKEN_SHAPES } from "./token-shapes.ts";
import { MOST_TOKENS } from "./tokens.ts";
import type { Members } from "./told-counts.ts";

/** What each shape that finds figures in an object says of it, by its name. */
const told = (said: Members) =>
  Object.fromEntries(
    TOKEN_SHAPES.flatMap(({ name, figures }) => {
      const found = figures(said);
      return found ? [[name, found]] : [];
    }),
  );

describe("an object of an answer", () => {
  it.each<[said: Members, found: object]>([
    [{}, {}],
    // One shape alone takes a usage, so that no figure counts twice.
    [{ usage: { prompt_tokens: 1, completion_tokens: 2 } }, { openai: { input: 1, output: 2 } }],
    [{ usage: { prompt_tokens: 5, cache_read_input_tokens: 3 } }, { openai: { input: 5 } }],
    [{ usage: { input_tokens: 5, cache_read_input_tokens: 3 } }, { anthropic: { input: 8, cacheRead: 3 } }],
    [{ usage: { cache_creation_input_tokens: 0 } }, { anthropic: { input: 0, cacheWrite: 0 } }],
    [
      { usage: { inputTokens: 1, outputTokens: 2, totalTokens: 6, cacheReadInputTokens: 3 } },
      { "bedrock-converse": { input: 4, output: 2, total: 6, cacheRead: 3 } },
    ],
    [{ usage: { tokens: { input_tokens: 1, output_tokens: 2 } } }, { cohere: { input: 1, output: 2 } }],
    [{ meta: { billed_units: { input_tokens: 1 }, tokens: { input_tokens: 9 } } }, { cohere: { input: 1 } }],
    [
      { usage: { billed_units: { search_units: 1 }, tokens: { output_tokens: 2 } } },
      { cohere: { output: 2 } },
    ],
    [{ usage: { billed_units: { search_units: 1 } } }, {}],
    [{ usageMetadata: { promptTokenCount: 1, thoughtsTokenCount: 4 } }, { gemini: { input: 1, output: 4 } }],
    [{ prompt_eval_count: 1, eval_count: 0 }, { ollama: { input: 1, output: 0 } }],
    // Results of another model's are no tokens.
    [{ results: [{ tokenCount: 3 }] }, {}],
    [
      { inputTextTokenCount: 1, results: [{ tokenCount: 3 }, {}, null, { tokenCount: 4 }] },
      { "bedrock-titan-llama": { input: 1, output: 7 } },
    ],
    [
      { predictions: [{ embeddings: { statistics: { token_count: 2 } } }, { embeddings: null }, 1, null] },
      { "vertex-predict": { addedInput: 2 } },
    ],
    [{ predictions: [], statistics: { token_count: 2 } }, {}],
    [{ statistics: { tokenCount: 2 } }, { "vertex-predict": { addedInput: 2 } }],
  ])("%j tells %j", (said, found) => {
    expect(told(said)).toEqual(found);
  });

  it.each([null, "1", [1], true, { a: 1 }, -1, MOST_TOKENS + 1, Number.POSITIVE_INFINITY, Number.NaN])(
    "tells nothing where a count is %j",
    (count) => {
      expect(told({ usage: { prompt_tokens: count } })).toEqual({});
      expect(told({ prompt_eval_count: count })).toEqual({});
    },
  );

  it.each([
    [0, 0],
    [0.1, 1],
    [MOST_TOKENS, MOST_TOKENS],
  ])("tells a count of %d as %d", (count, input) => {
    expect(told({ prompt_eval_count: count })).toEqual({ ollama: { input } });
  });

  it.each([null, "usage", 7, [{ prompt_tokens: 1 }], true])(
    "tells nothing where its members are %j",
    (value) => {
      const members = TOKEN_SHAPES.flatMap(({ members: of }) => of).filter((name) => !/count/i.test(name));
      expect(told(Object.fromEntries(members.map((name) => [name, value])))).toEqual({});
    },
  );

  it("tells the sum of more parts than a function takes arguments", () => {
    const many = 200_000;
    const predictions = Array(many).fill({ embeddings: { statistics: { token_count: 1 } } });
    expect(told({ predictions })).toEqual({ "vertex-predict": { addedInput: many } });
    const results = Array(many).fill({ tokenCount: 1 });
    expect(told({ inputTextTokenCount: 0, results })).toEqual({
      "bedrock-titan-llama": { input: 0, output: many },
    });
  });
});

it("every shape has a name of its own, and looks at a member", () => {
  expect(new Set(TOKEN_SHAPES.map(({ name }) => name)).size).toBe(TOKEN_SHAPES.length);
  for (const { members, name } of TOKEN_SHAPES) expect(members, name).not.toEqual([]);
});
