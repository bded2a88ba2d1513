import { describe, expect, it } from "vitest";
import { figuresIn, figuresOfHeaders, isLastEvent } from "./answer-figures.ts";
import { ANSWERS, SILENT } from "./token-answers.fixture.ts";
import { type Figures, mergedFigures, tokensOf } from "./tokens.ts";

const told = (...parts: unknown[]) =>
  tokensOf(parts.map(figuresIn).reduce<Figures | undefined>(mergedFigures, undefined));

describe("what an answer used", () => {
  it.each(ANSWERS)("is read from %s", (_name, parts, tokens) => {
    expect(told(...parts)).toEqual(tokens);
  });

  it.each(SILENT)("is not told by %s", (_name, parts) => {
    expect(told(...parts)).toBeUndefined();
  });

  it("is read from the headers of Bedrock's InvokeModel", () => {
    const headers: Record<string, string> = {
      "x-amzn-bedrock-input-token-count": "21",
      "x-amzn-bedrock-output-token-count": "9",
      "x-amzn-bedrock-cache-read-input-token-count": "4",
    };
    expect(tokensOf(figuresOfHeaders((name) => headers[name]))).toEqual({
      tokensIn: 25,
      tokensOut: 9,
      cachedTokensIn: 4,
    });
    expect(figuresOfHeaders(() => "-1")).toBeUndefined();
  });
});

describe("the event that a caller takes for the end", () => {
  it.each([
    { type: "message_stop" },
    { type: "response.completed" },
    { event_type: "stream-end" },
    { done: true },
  ])("is %j", (event) => {
    expect(isLastEvent(event)).toBe(true);
  });

  it.each([{ type: "message_delta" }, { done: false }, {}, null, "message_stop"])("is not %j", (event) => {
    expect(isLastEvent(event)).toBe(false);
  });
});
