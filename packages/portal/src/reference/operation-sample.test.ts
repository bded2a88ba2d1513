import { describe, expect, it } from "vitest";
import { firstOperationSample } from "./operation-sample.ts";

const posted = (media: object, more: object = {}) => ({
  paths: { "/a": { post: { requestBody: { content: media } } } },
  ...more,
});
const json = (media: object) => posted({ "application/json": media });

describe("the first operation of a document", () => {
  it("is filled in from its examples", () => {
    const document = {
      paths: {
        "/cities/{id}/days": {
          parameters: [{ name: "id", in: "path", required: true, example: "be/rlin" }],
          get: {
            parameters: [
              { name: "from", in: "query", required: true, schema: { type: "string", default: "today" } },
              { name: "limit", in: "query", schema: { type: "integer" } },
              { name: "X-Unit", in: "header", required: true, schema: { enum: ["c", "f"] } },
              { name: "Authorization", in: "header", required: true, example: "Bearer of-the-provider" },
            ],
          },
          post: {},
        },
        "/other": { get: {} },
      },
    };
    expect(firstOperationSample(document)).toEqual({
      method: "GET",
      path: "/cities/be%2Frlin/days?from=today",
      headers: { "X-Unit": "c" },
    });
  });

  it.each<[string, object, unknown]>([
    ["its example", json({ example: { model: "m-2" } }), { model: "m-2" }],
    ["its first named example", json({ examples: { one: { value: [1] } } }), [1]],
    ["its schema's example", json({ schema: { example: { a: 1 } } }), { a: 1 }],
    [
      "what its schema requires",
      json({
        schema: {
          required: ["model", "n"],
          properties: { model: { const: "m-3" }, n: { type: "integer" }, stream: { type: "boolean" } },
        },
      }),
      { model: "m-3", n: 1 },
    ],
    [
      "what it refers to, in parts",
      posted(
        { "application/json": { schema: { $ref: "#/x/All" } } },
        {
          x: {
            All: { allOf: [{ $ref: "#/x/One" }, { properties: { b: { type: "boolean" } } }] },
            One: { properties: { a: { type: "array", items: { oneOf: [{ enum: ["x"] }] } } } },
          },
        },
      ),
      { a: ["x"], b: true },
    ],
  ])("has for its body %s", (_what, document, body) =>
    expect(JSON.parse(firstOperationSample({ ...document })?.body ?? "")).toEqual(body),
  );

  it("has a body of another type with the name of the type", () =>
    expect(firstOperationSample(posted({ "text/csv": { example: "a,b" } }))).toMatchObject({
      headers: { "Content-Type": "text/csv" },
      body: "a,b",
    }));

  it("is read within bounds where its schema holds itself", () => {
    const schema = { $ref: "#/x/A" };
    const document = posted(
      { "application/json": { schema } },
      { x: { A: { properties: { a: schema, b: schema } } } },
    );
    expect((firstOperationSample(document)?.body ?? "").length).toBeLessThan(100_000);
  });

  it.each([
    {},
    { paths: null },
    { paths: { "/a": 7, "no-slash": { get: {} } } },
    { paths: { "/a": { parameters: {} } } },
  ])("is none where there is none: %j", (document) => expect(firstOperationSample(document)).toBeUndefined());
});
