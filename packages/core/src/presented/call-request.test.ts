import { describe, expect, it } from "vitest";
import { cookies, headerValue } from "./call-request.ts";

describe("a header of a request", () => {
  it("is the first of its lines, and none for what every object has", () => {
    expect(headerValue({ headers: { "x-one": ["a", "b"] } }, "x-one")).toBe("a");
    expect(headerValue({ headers: {} }, "constructor")).toBeUndefined();
  });
});

describe("the cookies of a request", () => {
  it.each<[string, string[], [string, string][]]>([
    ["none", [], []],
    ["one", ["a=1"], [["a", "1"]]],
    [
      "several, with blanks around them",
      ["a=1; b = 2 "],
      [
        ["a", "1"],
        ["b", "2"],
      ],
    ],
    [
      "in several lines",
      ["a=1", "b=2"],
      [
        ["a", "1"],
        ["b", "2"],
      ],
    ],
    ["the first of a name", ["a=1; a=2", "a=3"], [["a", "1"]]],
    ["a value with an equals sign", ["a=b=c"], [["a", "b=c"]]],
    ["without what has no equals sign", ["flag; a=1"], [["a", "1"]]],
  ])("are %s", (_what, cookie, found) => {
    expect([...cookies({ headers: cookie.length > 0 ? { cookie } : {} })]).toEqual(found);
  });
});
