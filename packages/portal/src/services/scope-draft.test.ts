import { describe, expect, it } from "vitest";
import { emptyScope, scopeDraft, scopeOf } from "./scope-draft.ts";

describe("a scope in the form", () => {
  it("is sent back as it came", () => {
    const scope = { name: "orders.write", methods: ["POST", "PUT"], paths: ["/orders", "/orders/*"] };
    expect(scopeOf(scopeDraft(scope, "a", false))).toEqual(scope);
    const ofTools = { name: "read", tools: ["now", "search files*"] };
    expect(scopeOf(scopeDraft(ofTools, "a", true))).toEqual(ofTools);
  });

  it("covers every method and path where none was typed", () =>
    expect(scopeOf({ ...emptyScope(false)("a"), name: " read " })).toEqual({ name: "read" }));

  it("has its methods in capitals", () =>
    expect(scopeOf({ ...emptyScope(false)("a"), name: "a", methods: "get, head" }).methods).toEqual([
      "GET",
      "HEAD",
    ]));
});
