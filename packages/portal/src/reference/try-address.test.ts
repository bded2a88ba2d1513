import { describe, expect, it } from "vitest";
import { isBelow, tryUrl } from "./try-address.ts";

const gateway = "https://gateway.example/echo";
const parameters = [
  { name: "id", place: "path", required: true, description: "" },
  { name: "q", place: "query", required: false, description: "" },
] as const;

describe("the address of a try", () => {
  it("has its parameters filled in and escaped", () =>
    expect(
      tryUrl(
        gateway,
        { path: "/things/{id}", parameters: [...parameters] },
        { "path id": "a/b", "query q": "x y" },
      ),
    ).toBe("https://gateway.example/echo/things/a%2Fb?q=x+y"));

  it.each([
    ["//evil.example/x"],
    ["https://evil.example/"],
    ["@evil.example"],
    ["\\\\evil.example"],
    ["/\\evil.example"],
    [".evil.example/x"],
    [":8443/x"],
    [""],
    ["/../other/x"],
    ["/a/../../other"],
    ["/a/../b"],
    ["/."],
    ["/.."],
    ["/%2e%2e/other"],
    ["/%2E./other"],
    ["/%252e%252e/other"],
    ["/%25252e%25252e%25252fother"],
    ["/x/..%2fother"],
    ["/x%2f..%2fother"],
    ["/x%5c..%5cother"],
    ["/..;/other"],
    ["/..\\other"],
    ["\\..\\..\\other"],
    ["/.\t./other"],
    ["/.\n./other"],
    ["/..?x"],
    ["/..#x"],
    ["/x/{id}/{id}/other", ".."],
    ["/{id}/other", ".."],
    ["/.{id}/other", "."],
    ["/{id}other", "../"],
    ["/x/{id}", "a/../../other"],
    ["/x/{id}", "%2e%2e/other"],
  ])("is none where the path %j with %j may lead out of the service", (path, id = "") =>
    expect(tryUrl(gateway, { path, parameters: [...parameters] }, { "path id": id })).toBeUndefined(),
  );

  it.each([
    ["/a.b/..c/.d", "/a.b/..c/.d"],
    ["/x/{id}", "/x/v1.2%2F3%5C4"],
    ["/files/...", "/files/..."],
  ])("keeps dots and slashes that lead nowhere: %s", (path, called) =>
    expect(tryUrl(gateway, { path, parameters: [...parameters] }, { "path id": "v1.2/3\\4" })).toBe(
      `${gateway}${called}`,
    ),
  );

  it("has parameters of one name in two places apart", () => {
    const both = { path: "/{q}", parameters: [{ ...parameters[1], required: true }] };
    expect(tryUrl(gateway, both, { "path q": "p", "query q": "q" })).toBe(`${gateway}/p?q=q`);
  });
});

describe("an address", () => {
  it.each([
    ["https://gateway.example/echo", false],
    ["https://gateway.example/echo/", true],
    ["https://gateway.example/echo/x", true],
    ["https://gateway.example/echo-of-others/x", false],
    ["https://gateway.example/echo/../other", false],
    ["https://gateway.example.evil.example/echo/x", false],
    ["http://gateway.example/echo/x", false],
    ["nothing", false],
  ])("is below the service's, as a browser reads it: %s %s", (url, below) =>
    expect(isBelow(gateway, url)).toBe(below),
  );
});
