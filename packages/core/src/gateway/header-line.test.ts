import { describe, expect, it } from "vitest";
import { comparable, isSoundLine, namedByConnection } from "./header-line.ts";

describe("a header line", () => {
  it.each([
    ["X-Plain", "a value", true],
    ["X-Empty", "", true],
    ["X-Tab", "a\tb", true],
    ["X-Latin", "caf\xe9", true],
    ["X_Under.dot~", "v", true],
    ["", "v", false],
    ["X Space", "v", false],
    ["X:Colon", "v", false],
    ["X-Umlaut-ä", "v", false],
    ["X-Return", "a\rb", false],
    ["X-Newline", "a\nX-Other: b", false],
    ["X-Nul", "a\0b", false],
    ["X-Wide", "€", false],
  ])("%j: %j is sound: %s", (name, value, isSound) => {
    expect(isSoundLine([name, value])).toBe(isSound);
  });

  it("is compared without regard to case, and `_` as `-`", () => {
    expect(comparable("Set_Cookie")).toBe(comparable("set-cookie"));
  });

  it("names in Connection what is for one hop, in every line of it", () => {
    const named = namedByConnection([
      ["Connection", "Keep-Alive, X_Hop"],
      ["CONNECTION", " X-Other "],
      ["X-Connection", "x-kept"],
    ]);
    expect([...named].sort()).toEqual(["keepalive", "xhop", "xother"]);
  });
});
