import { describe, expect, it } from "vitest";
import { compareDocuments } from "./compare-documents.ts";
import type { Json } from "./json-value.ts";

const text = { type: "string" };
const named = (properties: Json, more: Json = {}): Json => ({
  type: "object",
  properties,
  additionalProperties: false,
  ...more,
});
const body = (schema: Json, more: Json = {}): Json => ({
  requestBody: { ...more, content: { "application/json": { schema } } },
});
const answer = (schema: Json, more: Json = {}): Json => ({
  responses: { 200: { ...more, content: { "application/json": { schema } } } },
});
const asked = (...parameters: Json[]): Json => ({ parameters });
const inQuery = (schema: Json, more: Json = {}): Json => ({ name: "q", in: "query", schema, ...more });
const variant = (type: string, more: Json = {}): Json => named({ type: { const: type }, ...more });

const compared = (before: Json, after: Json, components: Json = {}) =>
  compareDocuments({ paths: { "/a": { get: before } } }, { paths: { "/a": { get: after } }, components });

describe("what a client of the document before may not find any more", () => {
  it.each<[string, Json, Json, string]>([
    ["an answer's status", answer(named({})), { responses: {} }, "GET /a 200: is gone"],
    ["an answer's property", answer(named({ a: text })), answer(named({})), "GET /a 200/a: is gone"],
    [
      "a property that was always there",
      answer(named({ a: text }, { required: ["a"] })),
      answer(named({ a: text })),
      "GET /a 200/a: may be absent",
    ],
    [
      "a property of items",
      answer({ type: "array", items: named({ a: text }) }),
      answer({ type: "array", items: named({}) }),
      "GET /a 200/*/a: is gone",
    ],
    [
      "the type of an answer",
      answer(named({ a: text })),
      answer(named({ a: { type: "integer" } })),
      "GET /a 200/a: may be integer",
    ],
    [
      "an answer that is not null",
      answer(text),
      answer({ type: ["string", "null"] }),
      "GET /a 200: may be null",
    ],
    [
      "an answer's content type",
      answer(text),
      { responses: { 200: { content: {} } } },
      "GET /a 200 application/json: is gone",
    ],
    ["an answer's header", answer(text, { headers: { ETag: {} } }), answer(text), "GET /a 200 ETag: is gone"],
    ["the operationId", { operationId: "one" }, { operationId: "two" }, "GET /a: has another operationId"],
    ["a parameter", asked(inQuery(text)), asked(), "GET /a query q: is gone"],
    [
      "a parameter that may be left out",
      asked(inQuery(text)),
      asked(inQuery(text, { required: true })),
      "GET /a query q: is required",
    ],
    [
      "requests without a new parameter",
      asked(),
      asked(inQuery(text, { required: true })),
      "GET /a query q: is required",
    ],
    [
      "any text of a parameter",
      asked(inQuery(text)),
      asked(inQuery({ ...text, enum: ["a"] })),
      "GET /a query q: only some values are taken",
    ],
    [
      "a value of a parameter",
      asked(inQuery({ enum: ["a", "b"] })),
      asked(inQuery({ enum: ["a"] })),
      "GET /a query q: b is no longer taken",
    ],
    [
      "a request's property",
      body(named({ a: text })),
      body(named({})),
      "GET /a request/a: is no longer taken",
    ],
    [
      "requests without a new property",
      body(named({})),
      body(named({ a: text }, { required: ["a"] })),
      "GET /a request/a: is required",
    ],
    ["requests without a body", {}, body(named({}), { required: true }), "GET /a request: is required"],
    [
      "other members",
      body({ type: "object" }),
      body(named({})),
      "GET /a request: other members are no longer taken",
    ],
    [
      "longer texts",
      body({ ...text, maxLength: 9 }),
      body({ ...text, maxLength: 8 }),
      "GET /a request: maxLength is lower",
    ],
    ["shorter texts", body(text), body({ ...text, minLength: 1 }), "GET /a request: minLength is higher"],
    ["texts of any form", body(text), body({ ...text, pattern: "a" }), "GET /a request: has to match a"],
    [
      "null in a request",
      body({ type: ["string", "null"] }),
      body(text),
      "GET /a request: null is no longer taken",
    ],
    [
      "a variant of a request",
      body({ oneOf: [variant("a"), variant("b")] }),
      body({ oneOf: [variant("a")] }),
      "GET /a request(type=b): is gone",
    ],
    [
      "a property of a variant",
      body({ oneOf: [variant("a", { x: text })] }),
      body({ oneOf: [variant("a")] }),
      "GET /a request(type=a)/x: is no longer taken",
    ],
  ])("%s", (_what, before, after, found) => {
    expect(compared(before, after)).toEqual([found]);
  });

  it("an operation", () => {
    const before = { paths: { "/a": { get: {}, post: {} }, "/b": { get: {} } } };
    expect(compareDocuments(before, { paths: { "/a": { get: {} } } })).toEqual([
      "POST /a: is gone",
      "GET /b: is gone",
    ]);
  });

  it("what is behind a reference", () => {
    const after = answer({ $ref: "#/components/schemas/A" });
    expect(compared(answer(named({ a: text })), after, { schemas: { A: named({ b: text }) } })).toEqual([
      "GET /a 200/a: is gone",
    ]);
  });
});

describe("what breaks no client", () => {
  it.each<[string, Json, Json]>([
    ["another status", answer(text), { responses: { ...Object(answer(text)["responses"]), 404: {} } }],
    ["another property of an answer", answer(named({})), answer(named({ a: text }, { required: ["a"] }))],
    ["another value of an answer", answer({ ...text, enum: ["a"] }), answer({ ...text, enum: ["a", "b"] })],
    [
      "another variant of an answer",
      answer({ oneOf: [variant("a")] }),
      answer({ oneOf: [variant("a"), variant("b")] }),
    ],
    ["a parameter that may be left out", asked(), asked(inQuery(text))],
    ["a property that may be left out", body(named({})), body(named({ a: text }))],
    [
      "a property that need not be given any more",
      body(named({ a: text }, { required: ["a"] })),
      body(named({ a: text })),
    ],
    ["more values of a request", body({ ...text, enum: ["a"] }), body(text)],
    ["an integer that may have a fraction in a request", body({ type: "integer" }), body({ type: "number" })],
    [
      "wider bounds",
      body({ ...text, minLength: 2, maxLength: 8 }),
      body({ ...text, minLength: 1, maxLength: 9 }),
    ],
  ])("%s", (_what, before, after) => {
    expect(compared(before, after)).toEqual([]);
  });

  it("a name for what stood in its place", () => {
    const after = answer({ $ref: "#/components/schemas/A" });
    expect(compared(answer(named({ a: text })), after, { schemas: { A: named({ a: text }) } })).toEqual([]);
  });
});
