import { describe, expect, it } from "vitest";
import { corsHeaders, preflightHeaders } from "./cors.ts";

const named = { cors: { origins: ["https://app.test"] } };
const any = { cors: { origins: ["*"] } };

describe("an origin that the service does not name", () => {
  it.each([
    "https://evil.test",
    "https://app.test.evil.test",
    "http://app.test",
    "https://app.test:8443",
    "null",
    undefined,
  ])("gets no leave: %s", (origin) => {
    expect(corsHeaders(named, origin)).toEqual({ Vary: "Origin" });
    expect(preflightHeaders(named, origin, "x-api-key")).toEqual({ Vary: "Origin" });
  });

  it("finds nothing where a service has no CORS, or is unknown", () => {
    expect(corsHeaders({}, "https://app.test")).toEqual({});
    expect(corsHeaders({ cors: { origins: [] } }, "https://app.test")).toEqual({});
    expect(preflightHeaders(undefined, "https://app.test", "x-api-key")).toEqual({});
  });
});

describe("the portal's origin", () => {
  const portal = "https://portal.test";

  it.each([
    "https://portal.test.evil.test",
    "https://portal.test:8443",
    "http://portal.test",
    "https://PORTAL.test",
    "null",
    "",
    undefined,
  ])("is no other that looks like it: %s", (origin) => {
    expect(corsHeaders(undefined, origin, portal)).toEqual({});
    expect(preflightHeaders(undefined, origin, "x-api-key", portal)).toEqual({});
  });

  it.each([undefined, "", "null"])("is none where the stage has no portal: %j", (origin) =>
    expect(corsHeaders(undefined, origin, undefined)).toEqual({}),
  );

  it.each([undefined, {}, named, any])(
    "may read the answers of each service, known or not: %j",
    (service) => {
      expect(corsHeaders(service, portal, portal)).toEqual({
        "Access-Control-Allow-Origin": portal,
        "Access-Control-Expose-Headers": "*",
        Vary: "Origin",
      });
      expect(preflightHeaders(service, portal, "x-api-key", portal)).toMatchObject({
        "Access-Control-Allow-Origin": portal,
        "Access-Control-Allow-Headers": "x-api-key",
      });
    },
  );
});

describe("an origin that the service names", () => {
  it("may read answers", () => {
    expect(corsHeaders(named, "https://app.test")).toEqual({
      "Access-Control-Allow-Origin": "https://app.test",
      "Access-Control-Expose-Headers": "*",
      Vary: "Origin",
    });
  });

  it("is answered with a literal * where every origin is named", () => {
    expect(corsHeaders(any, "https://else.test")["Access-Control-Allow-Origin"]).toBe("*");
  });

  it("may send the headers it asks for", () => {
    expect(preflightHeaders(named, "https://app.test", "x-api-key,  content-type")).toEqual({
      "Access-Control-Allow-Origin": "https://app.test",
      "Access-Control-Allow-Methods": "DELETE, GET, HEAD, PATCH, POST, PUT",
      "Access-Control-Allow-Headers": "x-api-key, content-type",
      "Access-Control-Max-Age": "600",
      Vary: "Origin",
    });
  });

  it.each(["x y", "a\r\nb: c", "a,,b", "", "é", Array(65).fill("a").join(), "a".repeat(101)])(
    "is given no echo of what are no header names: %j",
    (requested) => {
      expect(preflightHeaders(named, "https://app.test", requested)).not.toHaveProperty(
        "Access-Control-Allow-Headers",
      );
    },
  );
});
