import { describe, expect, it } from "vitest";
import { operationsOf } from "./openapi-operations.ts";

const document = {
  openapi: "3.1.0",
  paths: {
    "/things/{id}": {
      parameters: [{ $ref: "#/components/parameters/Id" }],
      post: {
        summary: "Make",
        parameters: [{ name: "dry", in: "query" }],
        requestBody: { content: { "application/json": { schema: { $ref: "#/components/schemas/Thing" } } } },
        responses: { "201": { description: "Made" } },
      },
    },
  },
  components: {
    parameters: { Id: { name: "id", in: "path", required: true } },
    schemas: { Thing: { type: "object", properties: { next: { $ref: "#/components/schemas/Thing" } } } },
  },
};

describe("the operations of a provider's document", () => {
  it("have the parameters of their path too, and their references resolved", () => {
    const [operation] = operationsOf(document);
    expect(operation?.parameters.map(({ name, place }) => [name, place])).toEqual([
      ["id", "path"],
      ["dry", "query"],
    ]);
    expect(operation?.responses).toEqual([{ status: "201", description: "Made" }]);
  });

  it("end where a schema holds itself", () => {
    const [operation] = operationsOf(document);
    expect(operation?.requestSchema?.length).toBeLessThan(20_000);
  });

  it.each([
    {},
    { paths: null },
    { paths: [] },
    { paths: { "/x": { get: 7 } } },
    { paths: { "/x": { get: { parameters: [{ $ref: "#/constructor" }], responses: "no" } } } },
  ])("are read from any value: %j", (broken) => expect(() => operationsOf(broken)).not.toThrow());
});

describe("a document that expands to far more than it holds", () => {
  const ref = (name: string) => ({ $ref: `#/x/${name}` });
  const many = <Of>(count: number, of: (at: number) => Of): Of[] =>
    Array.from({ length: count }, (_, at) => of(at));
  const named = (count: number, of: (at: number) => unknown) =>
    Object.fromEntries(many(count, (at) => [`k${at}`, of(at)]));
  const posted = (schema: unknown, x: unknown) => ({
    paths: { "/": { post: { requestBody: { content: { "application/json": { schema } } } } } },
    x,
  });
  const BOMBS: Record<string, Record<string, unknown>> = {
    "references that double": posted(
      ref("k0"),
      named(12, (at) => [ref(`k${at + 1}`), ref(`k${at + 1}`)]),
    ),
    "references that are eight each": posted(
      ref("k0"),
      named(12, (at) => many(8, () => ref(`k${at + 1}`))),
    ),
    "a list that holds itself many times": posted(ref("a"), { a: many(100, () => ref("a")) }),
    "an object that holds itself many times": posted(ref("a"), { a: named(100, () => ref("a")) }),
    "two that hold each other": posted(ref("a"), { a: [ref("b"), ref("b")], b: [ref("a"), ref("a")] }),
    "a reference to itself": posted(ref("a"), { a: ref("a") }),
    "a long text, again and again": posted(
      many(1000, () => ref("a")),
      { a: "x".repeat(100_000) },
    ),
    "a long name, again and again": posted(
      many(1000, () => ref("a")),
      { a: { ["x".repeat(100_000)]: 1 } },
    ),
    "a long reference, again and again": posted(
      many(1000, () => ref("a")),
      { a: ref("x/".repeat(50_000)) },
    ),
    "empty lists": posted(ref("a"), { a: many(1000, () => ref("b")), b: many(1000, () => []) }),
    "parameters of many operations": {
      paths: named(300, () => ({ get: {}, post: {}, parameters: many(20, () => ref("a")) })),
      x: { a: { name: "n", in: "query", description: "x".repeat(10_000) } },
    },
    "answers of many operations": {
      paths: named(300, () => ({ get: { responses: named(20, () => ref("a")) } })),
      x: { a: { content: { "application/json": { schema: many(500, () => "xxxxxxxx") } } } },
    },
    "many operations": { paths: named(5000, () => ({ get: {}, put: {}, post: {} })) },
  };

  it.each(Object.keys(BOMBS))("is read within bounds: %s", (name) => {
    const operations = operationsOf(BOMBS[name] ?? {});
    expect(operations.length).toBeGreaterThan(0);
    expect(operations.length).toBeLessThanOrEqual(300);
    expect(JSON.stringify(operations).length).toBeLessThan(4_000_000);
  });

  it("says where it was cut, and leaves what is small whole", () => {
    const [cut] = operationsOf(BOMBS["references that double"] ?? {});
    expect(cut?.requestSchema).toContain("…");
    const [whole] = operationsOf(
      posted(ref("a"), { a: { type: "object", properties: { b: ref("b") } }, b: { type: "string" } }),
    );
    expect(JSON.parse(whole?.requestSchema ?? "")).toEqual({
      type: "object",
      properties: { b: { type: "string" } },
    });
  });
});
