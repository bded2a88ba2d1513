import { describe, expect, it } from "vitest";
import { matchesPattern } from "./event-pattern.ts";
import { parseEventPattern } from "./parse-event-pattern.ts";

const matches = (pattern: unknown, event: unknown) => matchesPattern(parseEventPattern(pattern), event);

describe("a pattern that EventBridge or this subset does not know", () => {
  it.each([
    ["an unknown operator", { source: [{ wildcard: "a*" }] }],
    ["$or", { $or: [{ a: [1] }, { b: [1] }] }],
    ["no field at all", {}],
    ["an empty list", { source: [] }],
    ["a bare value", { source: "latchkey" }],
    ["two operators in one matcher", { a: [{ prefix: "x", exists: true }] }],
    ["a numeric test without its number", { a: [{ numeric: [">"] }] }],
    ["a list of lists", { a: [["x"]] }],
    ["text that is not JSON", "{"],
  ])("is refused: %s", (_name, pattern) => {
    expect(() => parseEventPattern(pattern)).toThrow();
  });
});

describe("a pattern", () => {
  it("matches when every field has one of the listed values", () => {
    const pattern = { source: ["latchkey"], "detail-type": ["team.suspended", "team.resumed"] };
    expect(matches(pattern, { source: "latchkey", "detail-type": "team.resumed", id: "1" })).toBe(true);
    expect(matches(pattern, { source: "latchkey", "detail-type": "consumer.created" })).toBe(false);
    expect(matches(pattern, { "detail-type": "team.resumed" })).toBe(false);
  });

  it("is read from the JSON text of an event source mapping", () => {
    const pattern = '{"eventName":["INSERT"],"dynamodb":{"NewImage":{"kind":{"S":["outbox"]}}}}';
    const record = (kind: string) => ({ eventName: "INSERT", dynamodb: { NewImage: { kind: { S: kind } } } });
    expect(matches(pattern, record("outbox"))).toBe(true);
    expect(matches(pattern, record("team"))).toBe(false);
    expect(matches(pattern, { eventName: "REMOVE", dynamodb: {} })).toBe(false);
  });

  it("tells a string from a number, as DynamoDB's numbers are strings", () => {
    expect(matches({ n: [1] }, { n: "1" })).toBe(false);
    expect(matches({ n: [{ numeric: [">", 0] }] }, { n: "1" })).toBe(false);
  });

  it("compares prefixes", () => {
    expect(matches({ type: [{ prefix: "subscription." }] }, { type: "subscription.approved" })).toBe(true);
    expect(matches({ type: [{ prefix: "subscription." }] }, { type: "team.suspended" })).toBe(false);
  });

  it("compares numbers within both bounds", () => {
    const pattern = { n: [{ numeric: [">=", 1, "<", 3] }] };
    expect([0, 1, 2, 3].map((n) => matches(pattern, { n }))).toEqual([false, true, true, false]);
  });

  it("sees whether a leaf exists, null being one and an object not", () => {
    expect(matches({ a: [{ exists: true }] }, { a: null })).toBe(true);
    expect(matches({ a: [{ exists: true }] }, { a: { b: 1 } })).toBe(false);
    expect(matches({ a: [{ exists: false }] }, {})).toBe(true);
    expect(matches({ a: { b: [{ exists: false }] } }, {})).toBe(true);
  });

  it("excludes with anything-but only where there is a value", () => {
    expect(matches({ a: [{ "anything-but": ["x", "y"] }] }, { a: "z" })).toBe(true);
    expect(matches({ a: [{ "anything-but": "x" }] }, { a: "x" })).toBe(false);
    expect(matches({ a: [{ "anything-but": { prefix: "internal." } }] }, { a: "internal.reminder" })).toBe(
      false,
    );
    expect(matches({ a: [{ "anything-but": ["x"] }] }, {})).toBe(false);
  });

  it("matches a list when one of its elements does", () => {
    expect(matches({ tags: ["ai"] }, { tags: ["rest", "ai"] })).toBe(true);
    expect(matches({ items: { id: [2] } }, { items: [{ id: 1 }, { id: 2 }] })).toBe(true);
  });

  it("does not see what an object inherits", () => {
    expect(matches({ constructor: { name: ["Object"] } }, {})).toBe(false);
  });
});
