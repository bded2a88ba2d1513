import { describe, expect, it } from "vitest";
import { emptyScope, scopeDraft, scopeOf } from "./scope-draft.ts";

describe("a scope in the form", () => {
  it("is sent back as it came", () => {
    const scope = { name: "orders.write", methods: ["POST", "PUT"], paths: ["/orders", "/orders/*"] };
    expect(scopeOf(scopeDraft(scope, "a"))).toEqual(scope);
  });

  it("covers every method and path where none was typed", () =>
    expect(scopeOf({ ...emptyScope("a"), name: " read " })).toEqual({ name: "read" }));

  it("has its methods in capitals", () =>
    expect(scopeOf({ ...emptyScope("a"), name: "a", methods: "get, head" }).methods).toEqual([
      "GET",
      "HEAD",
    ]));
});
