import { describe, expect, it } from "vitest";
import type { LambdaContext } from "./lambda-handler.ts";
import { exchange, route, send, startApi } from "./rest-api.fixture.ts";

const answered = async (answer: unknown, overrides = {}, call: Parameters<typeof send>[2] = {}) => {
  const { port, faults } = await startApi({ routes: [route("ANY", "/x", async () => answer)], ...overrides });
  return { ...(await send(port, "/x", call)), faults };
};

describe("an answer that is malformed", () => {
  it.each([
    ["a number", 7],
    ["a list", []],
    ["null", null],
    ["a body that is an object", { body: {} }],
    ["a header that is an object", { headers: { a: {} } }],
    ["a header that is null", { headers: { a: null } }],
    ["headers that are a list", { headers: [] }],
    ["a line break in a header", { headers: { a: "1\r\nSet-Cookie: x" } }],
    ["a NUL in a header", { headers: { a: "\u0000" } }],
    ["a header that HTTP cannot carry", { headers: { a: "日" } }],
    ["a header without a name", { headers: { "": "1" } }],
    ["a header name with a colon", { headers: { "a: b": "1" } }],
    ["an informational status", { statusCode: 101 }],
    ["a status out of range", { statusCode: 600 }],
    ["a broken status", { statusCode: 200.5 }],
    ["a flag that is a word", { isBase64Encoded: "true" }],
  ])("with %s is 502 and says nothing else", async (_, answer) => {
    const { status, body, faults } = await answered(answer);
    expect([status, body]).toEqual([502, '{"message":"Internal server error"}']);
    expect(faults.length).toBe(1);
  });

  it("uses the API's DEFAULT_5XX, with the type of that response", async () => {
    const template = "$context.error.responseType $context.error.message $context.nothing.";
    const { status, body, headers } = await answered("x", {
      gatewayResponses: { DEFAULT_5XX: { template } },
    });
    expect([status, body]).toEqual([502, "DEFAULT_5XX Internal server error ."]);
    expect(headers["content-type"]).toBe("application/json");
  });
});

describe("a function that fails", () => {
  it("is 502, and its error only in the report", async () => {
    const fail = async () => Promise.reject(new Error("secret detail"));
    const { port, faults } = await startApi({ routes: [route("GET", "/x", fail)] });
    const { status, body } = await send(port, "/x");
    expect([status, body]).toEqual([502, '{"message":"Internal server error"}']);
    expect(String(faults[0]?.error)).toContain("secret detail");
  });

  it("is 504 INTEGRATION_TIMEOUT when it takes too long, by the route's own time first", async () => {
    const slow = () => new Promise(() => {});
    const routes = [route("GET", "/x", slow), route("GET", "/y", slow, { timeoutMilliseconds: 30 })];
    const gatewayResponses = {
      INTEGRATION_TIMEOUT: { template: "$context.error.responseType", statusCode: 598 },
    };
    const { port } = await startApi({ routes, timeoutMilliseconds: 60 });
    expect((await send(port, "/x")).status).toBe(504);
    expect((await send(port, "/y")).status).toBe(504);
    const custom = await startApi({ routes, timeoutMilliseconds: 30, gatewayResponses });
    expect(await send(custom.port, "/x")).toMatchObject({ status: 598, body: "INTEGRATION_TIMEOUT" });
  });

  it("is 502 when its answer is over Lambda's 6 MB", async () => {
    expect((await answered({ body: "x".repeat(6 * 1024 * 1024) })).status).toBe(502);
  });
});

describe("the headers of an answer", () => {
  it("are renamed where API Gateway keeps the name for itself, and dropped where they are about the connection", async () => {
    const headers = {
      "WWW-Authenticate": "Bearer",
      Date: "yesterday",
      Server: "mine",
      Connection: "close",
      "Transfer-Encoding": "chunked",
      Trailer: "x",
      "Content-Length": "999",
      Upgrade: "h2c",
    };
    const { rawHeaders, body, status } = await answered({ headers, body: "é" });
    const names = rawHeaders.filter((_, index) => index % 2 === 0);
    expect([status, body]).toEqual([200, "é"]);
    expect(names).toContain("x-amzn-Remapped-WWW-Authenticate");
    expect(names).toContain("x-amzn-Remapped-Date");
    expect(names).toContain("x-amzn-Remapped-Server");
    for (const gone of ["WWW-Authenticate", "Server", "Transfer-Encoding", "Trailer", "Upgrade"]) {
      expect(names).not.toContain(gone);
    }
    expect(rawHeaders[rawHeaders.indexOf("Content-Length") + 1]).toBe("2");
    expect(rawHeaders[rawHeaders.indexOf("Date") + 1]).toMatch(/GMT$/);
  });

  it("keep repeated values apart and the same value only once", async () => {
    const multiValueHeaders = { "Set-Cookie": ["a=1", "b=2"], X: ["1"] };
    const { headers, rawHeaders } = await answered({
      multiValueHeaders,
      headers: { x: "1", "Content-Type": "text/a" },
    });
    expect(headers["set-cookie"]).toEqual(["a=1", "b=2"]);
    expect(rawHeaders.filter((name) => name.toLowerCase() === "x")).toEqual(["X"]);
    expect(headers["content-type"]).toBe("text/a");
  });
});

describe("the body of an answer", () => {
  const bytes = Buffer.from([0, 255, 128]);
  const answer = {
    body: bytes.toString("base64"),
    isBase64Encoded: true,
    headers: { "Content-Type": "image/png" },
  };

  it("is decoded where everything is binary", async () => {
    const { port } = await startApi({
      routes: [route("GET", "/x", async () => answer)],
      binaryMediaTypes: ["*/*"],
    });
    const received = await exchange(port, "GET /x HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    expect(received.endsWith(`\r\n\r\n${bytes.toString("latin1")}`)).toBe(true);
  });

  it("is decoded where the client's first Accept type, or without one the answer's own, is binary", async () => {
    const binaryMediaTypes = ["image/png"];
    const length = async (headers: string[]) =>
      (await answered(answer, { binaryMediaTypes }, { headers })).headers["content-length"];
    expect(await length([])).toBe("3");
    expect(await length(["Accept", "image/png, text/html"])).toBe("3");
    expect(await length(["Accept", "text/html, image/png"])).toBe("4");
  });

  it("is left out of HEAD and 204 answers", async () => {
    expect(await answered({ body: "abc" }, {}, { method: "HEAD" })).toMatchObject({ status: 200, body: "" });
    const empty = await answered({ statusCode: 204, body: "abc" });
    expect([empty.status, empty.body, empty.headers["content-length"]]).toEqual([204, "", undefined]);
  });
});

describe("a function's context", () => {
  it("tells its name, the request id and the time that is left", async () => {
    const seen: unknown[] = [];
    const { port } = await startApi({
      routes: [
        route(
          "GET",
          "/x",
          async (_: unknown, context: LambdaContext) => {
            seen.push(context.functionName, context.awsRequestId, context.getRemainingTimeInMillis());
            context.callbackWaitsForEmptyEventLoop = false;
            return {};
          },
          { functionName: "mine" },
        ),
      ],
      timeoutMilliseconds: 5000,
    });
    const { headers } = await send(port, "/x");
    expect(seen.slice(0, 2)).toEqual(["mine", headers["x-amzn-requestid"]]);
    expect(seen[2]).toBeGreaterThan(0);
    expect(seen[2]).toBeLessThanOrEqual(5000);
  });
});
