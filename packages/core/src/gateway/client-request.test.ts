import { expect, it } from "vitest";
import { headerOf, isDecoded } from "./client-request.ts";

it("a header is found by its name in any case, the first of several", () => {
  const headers: [string, string][] = [
    ["X-Two", "1"],
    ["x-two", "2"],
  ];
  expect(headerOf({ headers }, "x-two")).toBe("1");
  expect(headerOf({ headers }, "x-none")).toBeUndefined();
});

it.each([
  [[["a", "ä€"]] as const, true],
  [[] as const, true],
  [[["a", "\ufffd"]] as const, false],
  [[["\ufffd", "a"]] as const, false],
  [
    [
      ["a", "b"],
      ["c", "x\ufffdy"],
    ] as const,
    false,
  ],
])("a query that holds %j is what the client sent: %s", (query, isWhole) => {
  expect(isDecoded(query)).toBe(isWhole);
});
