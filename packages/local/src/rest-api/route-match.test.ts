import { describe, expect, it } from "vitest";
import { recorder, route, send, startApi } from "./rest-api.fixture.ts";

const matched = async (method: string, url: string, ...paths: string[]) => {
  const { events, handler } = recorder();
  const routes = paths.map((path) => {
    const [verb = "", resource = ""] = path.split(" ");
    return route(verb, resource, handler);
  });
  const { port } = await startApi({ routes });
  const { status, body } = await send(port, url, { method });
  return status === 200
    ? `${events[0]?.resource} ${JSON.stringify(events[0]?.pathParameters)}`
    : `${status} ${body}`;
};

const MISSING = '403 {"message":"Missing Authentication Token"}';

describe("the route of a request", () => {
  it("is the exact one before {name} before {name+}, whatever their order", async () => {
    const paths = ["ANY /{proxy+}", "ANY /{a}/{b}", "ANY /v1/{b}", "ANY /v1/teams"];
    expect(await matched("GET", "/v1/teams", ...paths)).toBe("/v1/teams null");
    expect(await matched("GET", "/v1/x", ...paths)).toBe('/v1/{b} {"b":"x"}');
    expect(await matched("GET", "/v2/x", ...paths)).toBe('/{a}/{b} {"a":"v2","b":"x"}');
    expect(await matched("GET", "/v1/x/y", ...paths)).toBe('/{proxy+} {"proxy":"v1/x/y"}');
  });

  it("ignores a slash at the end, but for the path in the event", async () => {
    expect(await matched("GET", "/v1/teams/", "GET /v1/teams")).toBe("/v1/teams null");
    expect(await matched("GET", "/svc/", "ANY /{service}", "ANY /{service}/{proxy+}")).toBe(
      '/{service} {"service":"svc"}',
    );
    expect(await matched("GET", "/svc//x", "ANY /{service}", "ANY /{service}/{proxy+}")).toBe(
      '/{service}/{proxy+} {"service":"svc","proxy":"/x"}',
    );
  });

  it("prefers the method's own route to ANY, and ANY covers no invented method", async () => {
    const { events, handler } = recorder();
    const other = recorder();
    const { port } = await startApi({
      routes: [route("ANY", "/x", handler), route("OPTIONS", "/x", other.handler)],
    });
    await send(port, "/x", { method: "OPTIONS" });
    expect([events.length, other.events.length]).toEqual([0, 1]);
    expect((await send(port, "/x", { method: "PROPFIND" })).status).toBe(403);
  });

  it("does not exist: 403 MISSING_AUTHENTICATION_TOKEN, not 404 or 405", async () => {
    expect(await matched("GET", "/nothing", "GET /x")).toBe(MISSING);
    expect(await matched("POST", "/x", "GET /x")).toBe(MISSING);
    expect(await matched("POST", "/healthz", "GET /healthz", "ANY /{service}")).toBe(MISSING);
    expect(await matched("GET", "/v1//teams", "GET /v1/{x}/teams", "GET /v1/teams")).toBe(MISSING);
    expect(await matched("GET", "/", "ANY /{proxy+}")).toBe(MISSING);
  });

  it("never is /ping or /sping: those are API Gateway's own", async () => {
    const { events, handler } = recorder();
    const { port } = await startApi({ routes: [route("ANY", "/{proxy+}", handler)] });
    for (const url of ["/ping", "/sping", "/ping?x"]) {
      const { status, body } = await send(port, url);
      expect([status, body]).toEqual([200, ""]);
    }
    await send(port, "/ping/x");
    expect(events.map(({ path }) => path)).toEqual(["/ping/x"]);
  });
});
