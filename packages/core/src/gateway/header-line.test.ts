import { describe, expect, it } from "vitest";
import { comparable, isSoundLine, namedByConnection } from "./header-line.ts";

const SOUND: [string, string][] = [
  ["X-Plain", "a value"],
  ["X-Empty", ""],
  ["X-Tab", "a\tb"],
  ["X-Latin", "caf\xe9"],
  ["X_Under.dot~", "v"],
];
const UNSOUND: [string, string][] = [
  ["", "v"],
  ["X Space", "v"],
  ["X:Colon", "v"],
  ["X-Umlaut-ä", "v"],
  ["X-Return", "a\rb"],
  ["X-Newline", "a\nX-Other: b"],
  ["X-Nul", "a\0b"],
  ["X-Wide", "€"],
];

describe("a header line", () => {
  it.each(SOUND)("%j: %j is sound", (...line) => expect(isSoundLine(line)).toBe(true));
  it.each(UNSOUND)("%j: %j is not sound", (...line) => expect(isSoundLine(line)).toBe(false));

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
