import { describe, expect, it } from "vitest";
import type { Operation, Parameter } from "./openapi-operations.ts";
import { noCredential } from "./try-credential.ts";
import { isTried, tryRequest } from "./try-request.ts";

const SECRET = "lk_secret_of_somebody";
const parameter = (place: Parameter["place"], name: string): Parameter => ({
  place,
  name,
  required: true,
  description: "",
});
const operation: Operation = {
  method: "POST",
  path: "/things/{id}",
  summary: "",
  tag: "",
  description: "",
  parameters: [parameter("path", "id"), parameter("query", "q"), parameter("header", "X-Tenant")],
  responses: [],
};
const input = {
  address: "https://gateway.example/echo",
  operation,
  values: { "path id": "7", "query q": "a", "header X-Tenant": " blue " },
  body: "{}",
  credential: { ...noCredential, apiKey: SECRET },
};

describe("a header of a provider's document", () => {
  it.each(["X-Tenant", "If-Match", "Accept-Language", "X-Request-Id"])("has a field: %s", (name) =>
    expect(isTried(parameter("header", name))).toBe(true),
  );

  it.each([
    "Authorization",
    "authorization-type",
    "X-API-KEY",
    "apikey",
    "Cookie",
    "Host",
    "Origin",
    "Sec-Fetch-Site",
    "Proxy-Authorization",
    "X-HTTP-Method-Override",
    "X-Amz-Date",
    "Signature-Input",
    "Content-Type",
    "X-Evil: 1",
    "X\r\nX-Evil",
    "",
    "x".repeat(101),
  ])("has none where it proves who calls, or is no header that a page may set: %j", (name) =>
    expect(isTried(parameter("header", name))).toBe(false),
  );

  it("has none where it is a cookie", () => expect(isTried(parameter("cookie", "session"))).toBe(false));
});

describe("a tried request", () => {
  it("has what was typed in, below the service's address", () =>
    expect(tryRequest(input)).toEqual({
      request: {
        url: "https://gateway.example/echo/things/7?q=a",
        method: "POST",
        headers: { "X-Tenant": "blue", "Content-Type": "application/json" },
        body: "{}",
      },
    }));

  it.each([
    ["a parameter of the query", { values: { ...input.values, "query q": SECRET } }],
    ["a header", { values: { ...input.values, "header X-Tenant": `Bearer ${SECRET}` } }],
    ["the path", { values: { ...input.values, "path id": SECRET } }],
    ["the body", { body: JSON.stringify({ key: SECRET }) }],
  ])("is not sent with the secret in %s, which the provider reads", (_where, change) =>
    expect(tryRequest({ ...input, ...change })).toEqual({ why: "secretElsewhere" }),
  );

  it.each(["a\r\nX-Evil: 1", "é"])("is not sent with a header that cannot be: %j", (value) =>
    expect(tryRequest({ ...input, values: { ...input.values, "header X-Tenant": value } })).toEqual({
      why: "unsendable",
    }),
  );

  it("is not sent with a body that the gateway does not take", () =>
    expect(tryRequest({ ...input, body: "x".repeat(4 * 1024 * 1024 + 1) })).toEqual({ why: "tooLarge" }));

  it("is not sent out of the service", () =>
    expect(tryRequest({ ...input, operation: { ...operation, path: "/../other" } })).toEqual({
      why: "leaves",
    }));
});
