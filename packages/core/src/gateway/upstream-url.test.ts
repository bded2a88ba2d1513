import { describe, expect, it } from "vitest";
import { servicePath } from "./service-path.ts";
import { upstreamTarget } from "./upstream-url.ts";

describe("the upstream's address", () => {
  it.each([
    ["https://up.test", "", "/"],
    ["https://up.test", "/", "/"],
    ["https://up.test/", "/a", "/a"],
    ["https://up.test/base", "", "/base"],
    ["https://up.test/base/", "", "/base"],
    ["https://up.test/base/", "/", "/base/"],
    ["https://up.test/base//", "/a/", "/base/a/"],
    ["https://up.test/base", "//a//b", "/base//a//b"],
    ["https://up.test", "//evil.test/a", "//evil.test/a"],
    ["https://up.test/base", "/a%2Fb%5c", "/base/a%2Fb%5c"],
  ])("%s and %j make %s", (url, rest, path) =>
    expect(upstreamTarget(url, rest, [])).toEqual({ origin: "https://up.test", path }),
  );

  it("keeps its own query and adds the client's, encoded once", () => {
    const query: [string, string][] = [
      ["b", "1"],
      ["b", "2 3"],
      ["e", ""],
      ["ä&", "=+%/?#"],
    ];
    expect(upstreamTarget("https://up.test:8443/base?key=a%20b", "/x", query)).toEqual({
      origin: "https://up.test:8443",
      path: "/base/x?key=a%20b&b=1&b=2%203&e=&%C3%A4%26=%3D%2B%25%2F%3F%23",
    });
  });
});

/** The service and the rest of each. */
const GATEWAY_PATHS = {
  "/echo": ["echo", ""],
  "/echo/": ["echo", "/"],
  "/echo/a/b/": ["echo", "/a/b/"],
  "/echo//a": ["echo", "//a"],
  "/echo/%2e": ["echo", "/%2e"],
};

describe("a path of the gateway", () => {
  it.each(Object.entries(GATEWAY_PATHS))("%s is %j", (path, [slug, rest]) =>
    expect(servicePath(path)).toEqual({ slug, rest }),
  );

  it.each(["", "/", "//echo", "/Echo", "/%65cho/a", "/-a", "/echo;x/a", `/${"a".repeat(64)}`])(
    "names no service: %j",
    (path) => {
      expect(servicePath(path)).toBeUndefined();
    },
  );
});
