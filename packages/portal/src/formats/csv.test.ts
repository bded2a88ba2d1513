import { describe, expect, it } from "vitest";
import { csvOf } from "./csv.ts";

describe("a CSV file", () => {
  it("quotes what needs it", () =>
    expect(csvOf([["a", 'b"c', "d,e", undefined, 5]])).toBe('a,"b""c","d,e",,5\r\n'));

  it.each(["=1+1", "+1", "-1", "@SUM(A1)"])("holds no formula: %s", (text) =>
    expect(csvOf([[text]])).toBe(`'${text}\r\n`),
  );
});
