import { describe, expect, it } from "vitest";
import { operationsOf } from "./openapi-operations.ts";
import { groupsOf, operationsWith } from "./operation-groups.ts";
import { operationSample } from "./operation-sample.ts";
import { schemaLevel } from "./schema-level.ts";

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

  it("have a schema that is not read yet, and may hold itself", () =>
    expect(operationsOf(document)[0]?.request).toEqual({
      type: "application/json",
      description: "",
      schema: { $ref: "#/components/schemas/Thing" },
    }));

  it("have one parameter of a name and place, the operation's own", () => {
    const id = (description: string) => ({ name: "id", in: "path", description });
    const [operation] = operationsOf({
      paths: { "/{id}": { parameters: [id("path's")], get: { parameters: [id("own")] } } },
    });
    expect(operation?.parameters.map(({ description }) => description)).toEqual(["own"]);
  });

  it("are in groups by their first tag, as the document orders its tags, those without one last", () => {
    const get = (...tags: string[]) => ({ get: { tags } });
    const tagged = {
      tags: [{ name: "b", description: "Second letter." }, { name: "unused" }],
      paths: { "/1": get("a"), "/2": get(), "/3": get("b", "a"), "/4": get("a") },
    };
    expect(
      groupsOf(tagged, operationsOf(tagged)).map(({ name, description, operations }) => [
        name,
        description,
        operations.map(({ path }) => path),
      ]),
    ).toEqual([
      ["b", "Second letter.", ["/3"]],
      ["a", "", ["/1", "/4"]],
      ["", "", ["/2"]],
    ]);
    expect(operationsWith(operationsOf(tagged), "GET b").map(({ path }) => path)).toEqual(["/3"]);
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
    const bomb = BOMBS[name] ?? {};
    const operations = operationsOf(bomb);
    expect(operations.length).toBeGreaterThan(0);
    expect(operations.length).toBeLessThanOrEqual(300);
    for (const { method, path, request, responses, parameters } of operations.slice(0, 20)) {
      expect(Math.max(responses.length, parameters.length)).toBeLessThanOrEqual(100);
      const { type, fields, variants } = schemaLevel(bomb, request?.schema ?? responses[0]?.body?.schema);
      expect(type.length).toBeLessThan(200_000);
      expect(Math.max(fields.length, variants.length)).toBeLessThanOrEqual(200);
      expect(JSON.stringify(operationSample(bomb, method, path)).length).toBeLessThan(4_000_000);
    }
  });
});
