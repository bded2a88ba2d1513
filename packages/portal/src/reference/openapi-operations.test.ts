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
  ])("are read from whatever stands there: %j", (broken) => expect(() => operationsOf(broken)).not.toThrow());
});
