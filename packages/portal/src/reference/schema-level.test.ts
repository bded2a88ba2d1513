import { describe, expect, it } from "vitest";
import { hasInside, schemaLevel } from "./schema-level.ts";

const schemas = {
  Plan: {
    description: "A plan.",
    type: "object",
    required: ["name"],
    properties: { name: { type: "string", maxLength: 40 }, parent: { $ref: "#/schemas/Plan" } },
  },
  Loop: { $ref: "#/schemas/Loop" },
  All: {
    allOf: [
      { $ref: "#/schemas/Plan" },
      { $ref: "#/schemas/All" },
      { required: ["x"], properties: { x: {} } },
    ],
  },
  Wide: {
    type: "object",
    properties: Object.fromEntries(Array.from({ length: 500 }, (_, i) => [`p${i}`, {}])),
  },
};
const read = (schema: unknown) => schemaLevel({ schemas }, schema);
const names = (schema: unknown) =>
  read(schema).fields.map(({ name, required }) => (required ? `${name}!` : name));

describe("one level of a schema", () => {
  it.each<[unknown, string]>([
    [{ type: "string", format: "date-time" }, "string (date-time)"],
    [{ type: ["string", "null"] }, "string | null"],
    [{ type: "integer", nullable: true }, "integer | null"],
    [{ type: "array", items: { $ref: "#/schemas/Plan" } }, "list of Plan"],
    [{ type: "array", items: { type: "array", items: { type: "number" } } }, "list of list of number"],
    [{ $ref: "#/schemas/Plan" }, "Plan"],
    [{ $ref: "https://evil.example/a.json" }, "a.json"],
    [{}, ""],
    [null, ""],
    [7, ""],
    [{ $ref: "#/schemas/Loop" }, "Loop"],
  ])("of %j is a %j", (schema, type) => expect(read(schema).type).toBe(type));

  it("has its fields, required ones marked, with what is in them unread", () => {
    const { fields, description } = read({ $ref: "#/schemas/Plan" });
    expect(description).toBe("A plan.");
    expect(fields).toEqual([
      { name: "name", required: true, schema: { type: "string", maxLength: 40 } },
      { name: "parent", required: false, schema: { $ref: "#/schemas/Plan" } },
    ]);
    expect(hasInside(read(fields[1]?.schema))).toBe(true);
    expect(hasInside(read(fields[0]?.schema))).toBe(false);
  });

  it("has the fields of all that it is made of, once where it is made of itself", () =>
    expect(names({ $ref: "#/schemas/All" })).toEqual(["name!", "parent", "x!"]));

  it("has the fields of a list's items, and a star for further names", () => {
    expect(names({ type: "array", items: { $ref: "#/schemas/Plan" } })).toEqual(["name!", "parent"]);
    expect(names({ type: "object", additionalProperties: { type: "string" } })).toEqual(["*"]);
  });

  it("has its variants by name, title or type", () => {
    const oneOf = [{ $ref: "#/schemas/Plan" }, { title: "Short", type: "object" }, { type: "null" }];
    expect(read({ oneOf }).variants.map(({ name }) => name)).toEqual(["Plan", "Short", "null"]);
  });

  it("is bounded, however much a document has", () => {
    expect(read({ $ref: "#/schemas/Wide" }).fields).toHaveLength(200);
    const many = Array.from({ length: 5_000 }, (_, i) => ({ properties: { [`a${i}`]: {} } }));
    expect(read({ allOf: many }).fields.length).toBeLessThanOrEqual(200);
    const deep = Array.from({ length: 2_000 }).reduce<object>((items) => ({ type: "array", items }), {});
    expect(read(deep).type.length).toBeLessThan(200);
  });

  it("tells what a value must be", () =>
    expect(
      read({ type: "integer", minimum: 0, default: 50, enum: [1, "b"], readOnly: true, example: 3 })
        .constraints,
    ).toEqual([
      { kind: "enum", value: "1, b" },
      { kind: "default", value: "50" },
      { kind: "minimum", value: "0" },
      { kind: "readOnly", value: "" },
      { kind: "example", value: "3" },
    ]));

  it("cuts a long bound", () =>
    expect(read({ pattern: "a".repeat(5_000) }).constraints[0]?.value.length).toBe(201));
});
