import { expect, it } from "vitest";
import { canonicalJson, isSame } from "./canonical-json.ts";

it("has the members of every object in the order of their names, and lists in their own", () => {
  expect(canonicalJson({ b: [{ z: 1, y: 2 }, 3], a: { d: null, c: "x" } })).toBe(
    '{"a":{"c":"x","d":null},"b":[{"y":2,"z":1},3]}',
  );
});

it.each([
  ["the same in another order", { a: 1, b: { c: 2, d: 3 } }, { b: { d: 3, c: 2 }, a: 1 }, true],
  ["an absent member and an undefined one", { a: 1 }, { a: 1, b: undefined }, true],
  ["an absent member and null", { a: 1 }, { a: 1, b: null }, false],
  ["a list in another order", { a: [1, 2] }, { a: [2, 1] }, false],
  ["a number and its text", { a: 1 }, { a: "1" }, false],
  ["nothing and nothing", undefined, undefined, true],
  ["a member named __proto__", JSON.parse('{"__proto__":1}'), {}, false],
])("%s are the same: %s", (_, one, other, same) => {
  expect(isSame(one, other)).toBe(same);
});
