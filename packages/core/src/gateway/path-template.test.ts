import { describe, expect, it } from "vitest";
import { operationOf, operationsOf, pathBeginning, pathTemplates, templateOf } from "./path-template.ts";

const templates = pathTemplates(
  operationsOf(
    JSON.stringify({
      paths: {
        "/orders/{id}": { get: {}, delete: {}, parameters: [] },
        "/orders/latest": { get: {} },
        "/{tenant}/orders": { get: {} },
        "/files/{name}.{ext}": { get: {} },
        "x-more": { get: {} },
      },
    }),
  ),
);

const TEMPLATES = {
  "GET /orders/17": "/orders/{id}",
  "HEAD /orders/17": "/orders/{id}",
  "GET /orders/latest": "/orders/latest",
  "GET /orders/orders": "/orders/{id}",
  "GET /acme/orders": "/{tenant}/orders",
  "GET /files/a.pdf": "/files/{name}.{ext}",
  "POST /orders/17": undefined,
  "GET /orders": undefined,
  "GET /orders/17/": undefined,
  "GET ": undefined,
};

describe("a path that a document names", () => {
  it.each(Object.entries(TEMPLATES))("%s is %s", (call, expected) => {
    const [method = "", path = ""] = call.split(" ");
    expect(templateOf(templates, method, path)).toBe(expected);
  });

  it.each(["", "no JSON", "[]", '{"paths":[]}', '{"paths":{"/x":null}}'])("is none of %j", (text) =>
    expect(operationsOf(text)).toEqual([]),
  );

  it("is one of so many: a larger document costs no more", () => {
    const paths = Object.fromEntries(Array.from({ length: 2000 }, (_, at) => [`/p${at}`, { get: {} }]));
    expect(operationsOf(JSON.stringify({ paths }))).toHaveLength(500);
    const long = Object.fromEntries(
      Array.from({ length: 500 }, (_, at) => [`/${at}${"a".repeat(150)}`, { get: {} }]),
    );
    expect(operationsOf(JSON.stringify({ paths: long })).join("").length).toBeLessThan(34_000);
  });
});

describe("a path that no document names", () => {
  it.each([
    ["/users/ana@example.com", "/users/…"],
    ["/users/ana", "/users/…"],
    ["/v1/chat/completions", "/v1/chat/…"],
    ["/v1beta1/models", "/v1beta1/models"],
    ["/4711/orders", "/…"],
    ["/lk_aB3dE5gH7jK9mN1p_x/x", "/…"],
    ["/ana%40example.com", "/…"],
    [`/${"a".repeat(64)}`, "/…"],
    ["/hello", "/hello"],
    ["/hello/", "/hello"],
    ["/", "/"],
    ["", "/"],
  ])("%s is told as %s", (path, expected) => expect(pathBeginning(path)).toBe(expected));
});

const COUNTED_UNDER = {
  "GET /forecast/berlin": "getForecast",
  "HEAD /forecast/berlin": "getForecast",
  "GET /forecast/mine": "getMine",
  "DELETE /forecast/berlin": "DELETE /forecast/{city}",
  "PUT /forecast/mine": "PUT /forecast/mine",
  "GET /list": "GET /list",
  // Nothing that a caller makes up is a name.
  "POST /forecast/berlin": "other",
  "GET /forecast/berlin/days": "other",
  [`GET /${"a".repeat(150)}`]: "other",
  "__proto__ /forecast/mine": "other",
};

describe("what a call is counted under", () => {
  const named = pathTemplates(
    operationsOf(
      JSON.stringify({
        paths: {
          "/forecast/{city}": { get: { operationId: "getForecast" }, delete: { operationId: "a\tb" } },
          "/forecast/mine": { get: { operationId: "getMine" }, put: { operationId: "x".repeat(129) } },
          [`/${"a".repeat(150)}`]: { get: {} },
          "/list": { get: null },
        },
      }),
    ),
  );
  it.each(Object.entries(COUNTED_UNDER))("%s: %s", (call, name) => {
    const [method = "", path = ""] = call.split(" ");
    expect(operationOf(named, method, path)).toBe(name);
  });
});
