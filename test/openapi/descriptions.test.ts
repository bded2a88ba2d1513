import { describe, expect, it } from "vitest";
import { DOCUMENT } from "./document.ts";
import { type Json, list, object } from "./json-value.ts";

interface Place {
  at: string;
  value: Json;
}

/** Every object of the document with its place. */
const places = (value: unknown, at = ""): Place[] =>
  Array.isArray(value)
    ? value.flatMap((each, index) => places(each, `${at}/${index}`))
    : Object(value) === value
      ? [
          { at, value: object(value) },
          ...Object.entries(object(value)).flatMap(([name, each]) => places(each, `${at}/${name}`)),
        ]
      : [];

const ALL = places(DOCUMENT);
const isText = (value: unknown) => typeof value === "string" && value.length > 3;
const inComponent = /^\/components\/schemas\/[^/]+$/;
const inExample = /\/(?:examples?|default)\b/;

const schemas = ALL.filter(
  ({ at, value }) => Object(value["properties"]) === value["properties"] && !inExample.test(at),
).filter(({ at }) => !/\/properties$/.test(at));

describe("the OpenAPI document", () => {
  it("says what each property is", () => {
    const silent = schemas.flatMap(({ at, value }) =>
      Object.entries(object(value["properties"])).flatMap(([name, property]) =>
        isText(object(property)["description"]) ? [] : [`${at} ${name}`],
      ),
    );
    expect(silent).toEqual([]);
    expect(schemas.flatMap(({ value }) => Object.keys(object(value["properties"]))).length).toBeGreaterThan(
      400,
    );
  });

  it("says what each parameter, header, tag, operation and named schema is", () => {
    const { components, paths, tags } = DOCUMENT;
    const operations = Object.values(object(paths)).flatMap((item) => Object.values(object(item)));
    const said = [
      ...Object.values(object(object(components)["schemas"])),
      ...Object.values(object(object(components)["parameters"])),
      ...Object.values(object(object(components)["headers"])),
      ...Object.values(object(object(components)["securitySchemes"])),
      ...list(tags),
      ...operations,
      ...operations.flatMap((operation) =>
        list(object(operation)["parameters"]).filter((parameter) => !("$ref" in object(parameter))),
      ),
    ];
    expect(said.filter((each) => !isText(object(each)["description"]))).toEqual([]);
    expect(said.length).toBeGreaterThan(250);
  });

  it("has a name for each object and each enumeration, and no copy in a second place", () => {
    const nameless = schemas.filter(
      ({ at }) => !inComponent.test(at) && !at.includes("application/problem+json"),
    );
    expect(nameless.map(({ at }) => at)).toEqual([]);
    const enumerations = ALL.filter(({ value }) => list(value["enum"]).length > 1);
    const copies = enumerations.filter(({ at }) => !inComponent.test(at) && !at.endsWith("/properties/code"));
    expect(copies.map(({ at }) => at)).toEqual([]);
  });

  it("names an operation, a tag and the codes that it answers for each method of a path", () => {
    const operations = Object.values(object(DOCUMENT["paths"])).flatMap((item) =>
      Object.values(object(item)).map(object),
    );
    const ids = operations.map(({ operationId }) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { responses, tags, security } of operations) {
      expect(list(tags)).toHaveLength(1);
      // What anybody may ask is refused to no caller.
      const ofCallers = security === undefined ? ["401", "403", "429"] : [];
      expect(Object.keys(object(responses))).toEqual(
        expect.arrayContaining(["400", ...ofCallers, "500", "503", "default"]),
      );
    }
  });
});
