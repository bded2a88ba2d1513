import { describe, expect, it } from "vitest";
import { protectedResource, protectedResourceUrl } from "./protected-resource.ts";

const addresses = { gatewayUrl: "https://gateway.test/stage", controlUrl: "https://api.test/stage" };
const of = (end: string) =>
  protectedResource(`/.well-known/oauth-protected-resource${end}`, addresses)?.resource;

describe("the metadata of a protected resource (RFC 9728)", () => {
  it("names the resource, the authorization server and where a token stands", () => {
    expect(protectedResource("/.well-known/oauth-protected-resource/echo", addresses)).toEqual({
      resource: "https://gateway.test/stage/echo",
      authorization_servers: ["https://api.test/stage"],
      bearer_methods_supported: ["header"],
    });
  });

  it.each([
    ["the gateway", "", "https://gateway.test/stage"],
    ["the gateway, with a slash at the end", "/", "https://gateway.test/stage"],
    ["a service", "/echo", "https://gateway.test/stage/echo"],
    ["a service, with a slash at the end", "/echo/", "https://gateway.test/stage/echo"],
    ["a slug of 63 letters", `/${"a".repeat(63)}`, `https://gateway.test/stage/${"a".repeat(63)}`],
  ])("is there for %s", (_what, end, resource) => {
    expect(of(end)).toBe(resource);
  });

  it.each(["/Echo", "/e%63ho", "/-echo", "/echo/more", `/${"a".repeat(64)}`, "/echo\n", "/..", '/"', "echo"])(
    "is not there for what cannot be a service's slug: %j",
    (end) => {
      expect(of(end)).toBeUndefined();
    },
  );

  it("is read below the gateway's own address", () => {
    expect(protectedResourceUrl("https://gateway.test/stage")).toBe(
      "https://gateway.test/stage/.well-known/oauth-protected-resource",
    );
  });
});
