import { describe, expect, it } from "vitest";
import { KEY_HEADERS, type KeyHeader, keyHeaderAmong, keyLine, keyOfLine } from "./provider-key.ts";

const CHOICES = Object.keys(KEY_HEADERS) as KeyHeader[];

describe("the key of a provider of models", () => {
  it("stands in the header that is chosen", () =>
    expect(CHOICES.map((chosen) => keyLine(chosen, " sk-1 "))).toEqual([
      "Authorization: Bearer sk-1",
      "x-api-key: sk-1",
      "api-key: sk-1",
      "x-goog-api-key: sk-1",
    ]));

  it.each(CHOICES)("is read again from its line: %s", (chosen) =>
    expect(keyOfLine(chosen, keyLine(chosen, "sk-1"))).toBe("sk-1"),
  );

  it("is not sent while none was typed: the one that is set stays", () =>
    expect(keyLine("authorization", " ")).toBe(""));

  it("is known by the header that it is in", () => {
    expect(keyHeaderAmong(["X-Trace", "X-Api-Key"])).toBe("x-api-key");
    expect(keyHeaderAmong(["x-trace", "constructor"])).toBeUndefined();
  });
});
