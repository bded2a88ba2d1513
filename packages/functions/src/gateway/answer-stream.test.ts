import { responseHeaders } from "@latchkey/core/gateway/response-headers";
import { describe, expect, it } from "vitest";
import { answerHead } from "./answer-stream.ts";

describe("the head of an answer: its headers", () => {
  it("stay apart where they come several times", () => {
    const raw = ["Set-Cookie", "a=1", "set-cookie", "b=2", "Content-Type", "text/plain"];
    expect(answerHead(200, responseHeaders(raw, 200, false, "/echo"))).toEqual({
      statusCode: 200,
      multiValueHeaders: {
        "Set-Cookie": ["a=1; Path=/echo", "b=2; Path=/echo"],
        "Content-Type": ["text/plain"],
      },
    });
  });

  it("are refused where API Gateway would not find their end", () => {
    expect(() => answerHead(200, [["X-Long", "a".repeat(16_384)]])).toThrow(/too many headers/);
  });
});
