import { describe, expect, it } from "vitest";
import { hasScopes, readScopes, scopesAt } from "./granted-scopes.ts";

describe("a scope", () => {
  it("is a list of names, each once", () => {
    expect(readScopes("a b a")).toEqual(["a", "b"]);
    expect(readScopes(undefined)).toBeUndefined();
  });

  it.each([
    "a  b",
    " a",
    "a ",
    'a"b',
    "a\\b",
    "a\tb",
    "ä",
    Array.from({ length: 51 }, (_, n) => n).join(" "),
  ])("is not %j", (scope) => {
    expect(() => readScopes(scope)).toThrow();
  });
});

it("a client has what the service has, and both its credential and its subscription", () => {
  const service = { scopes: ["a", "b", "c"].map((name) => ({ name })) };
  expect(scopesAt(service, ["a", "b", "x"], { scopes: ["b", "c"] })).toEqual(["b"]);
  expect(scopesAt(service, undefined, {})).toEqual(["a", "b", "c"]);
  expect(scopesAt({}, ["a"], {})).toEqual([]);
});

it.each<[string[], string[] | undefined, string[], boolean]>([
  [["a"], ["a", "b"], [], true],
  [["a", "c"], ["a", "b"], ["c"], false],
  [["read"], ["write"], [], true],
  [["owner"], ["write"], [], false],
  [["a"], undefined, ["a"], true],
  [["owner"], undefined, ["read", "write"], false],
  [["a"], [], ["a"], false],
])("%j of a client with %j, or else with %j: %s", (asked, ofClient, others, held) => {
  expect(hasScopes(asked, ofClient, new Set(others))).toBe(held);
});
