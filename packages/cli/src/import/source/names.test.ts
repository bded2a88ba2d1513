import { describe, expect, it } from "vitest";
import type { ImportedConsumer } from "./imported.ts";
import { nameFrom, namesOf } from "./names.ts";

const called = (...names: string[]): ImportedConsumer[] =>
  names.map((name, at) => ({ key: `key ${at}`, called: name, plugins: {}, credentials: [], services: [] }));
const VALID = /^[a-z0-9][a-z0-9._-]{0,62}$/;

describe("a name of a source", () => {
  it.each([
    ["Nightly Export", "nightly-export"],
    ["  -- Ä. Müller -- ", "a.-muller"],
    ["user@example.com", "user-example.com"],
    ["..", ""],
    ["日本", ""],
    ["a".repeat(80), "a".repeat(63)],
    [`${"a".repeat(62)} b`, "a".repeat(62)],
  ])("%j becomes %j", (text, name) => expect(nameFrom(text)).toBe(name));
});

describe("the names of a source's consumers", () => {
  it("are valid and different, whatever they were called", () => {
    const all = called("a", "A", "A ", "", "..", "日本", "x".repeat(90), `${"x".repeat(90)}y`, "__proto__");
    const names = [...namesOf(all).values()];
    expect(names.filter((name) => !VALID.test(name))).toEqual([]);
    expect(new Set(names).size).toBe(all.length);
  });

  it("are the same in any order, and the one that is called so keeps its own", () => {
    const all = called("Billing", "billing", "BILLING", "other");
    const names = namesOf(all);
    const turned = namesOf(all.toReversed());
    for (const each of all) expect(turned.get(each)).toBe(names.get(each));
    expect(names.get(all[1] ?? never())).toBe("billing");
    expect(names.get(all[3] ?? never())).toBe("other");
  });
});

const never = (): never => {
  throw new Error("There is one.");
};
