import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { firstRevision, nextRevision, type Resource } from "./resource.ts";

interface Thing extends Resource {
  name: string;
  note?: string;
}
const at = "2026-03-01T12:00:00.000Z";
const later = "2026-03-02T12:00:00.000Z";
const thing: Thing = { ...firstRevision("id", at), name: "one", note: "a note" };

describe("a resource that is changed", () => {
  it("is one revision later, and tells when", () => {
    expect(nextRevision(thing, { name: "two" }, later)).toEqual({
      ...thing,
      name: "two",
      revision: 2,
      updatedAt: later,
    });
  });

  it("keeps what the patch does not name, or leaves undefined", () => {
    expect(nextRevision(thing, { name: undefined }, later)).toMatchObject({ name: "one", note: "a note" });
  });

  it("loses a field that the patch sets to null", () => {
    expect(nextRevision(thing, { note: null }, later)).not.toHaveProperty("note");
  });

  it("is not changed itself", () => {
    const before = structuredClone(thing);
    nextRevision(thing, { name: "two", note: null }, later);
    expect(thing).toEqual(before);
  });

  it("takes a hostile name of a field for data", () => {
    const patch: object = JSON.parse('{"__proto__":{"admin":true}}');
    const changed = nextRevision(thing, patch, later);
    expect(Object.getPrototypeOf(changed)).toBe(Object.prototype);
    expect("admin" in changed).toBe(false);
  });

  it("says the same when a change is made twice, but for its revision", () => {
    fc.assert(
      fc.property(fc.record({ name: fc.string(), note: fc.option(fc.string()) }), (patch) => {
        const once = nextRevision(thing, patch, later);
        expect(nextRevision(once, patch, later)).toEqual({ ...once, revision: 3 });
      }),
    );
  });
});
