import { describe, expect, it } from "vitest";
import { providerHttpRequest } from "./http-request.ts";
import { API, httpEvent } from "./provider-event.fixture.ts";

// No event of an HTTP API was recorded: these have the form that AWS documents ("Control access to HTTP APIs with AWS
// Lambda authorizers", payload format 2.0).
const read = (given: Parameters<typeof httpEvent>[0]) =>
  providerHttpRequest(httpEvent(given), { [API]: { team: "providers" } })?.request;

describe("an HTTP API's event, format 2.0 (documented, not recorded)", () => {
  it("tells the call: decoded query in the client's order, cookies as one header, names in lower case", () => {
    expect(
      read({
        method: "POST",
        rawQueryString: "b=2&a=1&a=x%2Cy&c=d+e%26f&g",
        headers: { "x-list": "one,two" },
        cookies: ["session=1", "other=2"],
      }),
    ).toEqual({
      method: "POST",
      path: "/weather/today",
      service: "weather",
      rest: "/today",
      query: [
        ["b", "2"],
        ["a", "1"],
        ["a", "x,y"],
        ["c", "d e&f"],
        ["g", ""],
      ],
      headers: {
        host: ["abcdef1234.execute-api.eu-central-1.amazonaws.com"],
        "x-list": ["one,two"],
        cookie: ["session=1; other=2"],
      },
      sourceIp: "203.0.113.9",
      requestId: "request-1",
    });
  });

  it.each([
    ["/weather/a b", "/weather/a%20b"],
    ["/weather/ü", "/weather/%C3%BC"],
    ["/weather/100%", "/weather/100%25"],
    ["/weather/a?b#c", "/weather/a%3Fb%23c"],
    ["/weather/it's:a@b;c=1,(2)", "/weather/it's:a@b;c=1,(2)"],
    ["/weather/\ud800", "/weather/%EF%BF%BD"],
  ])("has a path that was decoded, and is encoded again as far as it must be: %j", (rawPath, path) => {
    expect(read({ rawPath })?.path).toBe(path);
  });

  it("has a named stage in front of its path on API Gateway's own address only", () => {
    expect(read({ stage: "prod", rawPath: "/prod/weather/today" })).toMatchObject({
      path: "/prod/weather/today",
      service: "weather",
      rest: "/today",
    });
    expect(read({ stage: "prod", rawPath: "/production/today" })).toMatchObject({ service: "production" });
    expect(read({ stage: "prod", rawPath: "/prod/x", domainName: "api.example.com" })).toMatchObject({
      path: "/prod/x",
      service: "prod",
      rest: "/x",
    });
  });

  it("has no header by inheritance, whatever its names are", () => {
    const request = read({ headers: { constructor: "x", ["__proto__"]: "y" } });
    expect(request?.headers["toString"]).toBeUndefined();
    expect(Object.keys(request?.headers ?? {})).toEqual(expect.arrayContaining(["constructor", "host"]));
  });
});
