import { describe, expect, it } from "vitest";
import { tryUrl } from "./try-call.ts";

const gateway = "https://gateway.example/echo";
const parameters = [
  { name: "id", place: "path", required: true, description: "" },
  { name: "q", place: "query", required: false, description: "" },
] as const;

describe("the address of a try", () => {
  it("has its parameters filled in and escaped", () =>
    expect(
      tryUrl(gateway, { path: "/things/{id}", parameters: [...parameters] }, { id: "a/b", q: "x y" }),
    ).toBe("https://gateway.example/echo/things/a%2Fb?q=x+y"));

  it.each(["//evil.example/x", "https://evil.example/", "@evil.example"])(
    "stays below the service for the path %j",
    (path) =>
      expect(tryUrl(gateway, { path, parameters: [] }, {})).toMatch(/^https:\/\/gateway\.example\/echo\//),
  );

  it.each([
    ["/../other/x"],
    ["/a/../../other"],
    ["/.."],
    ["/%2e%2e/other"],
    ["/%2E./other"],
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
  ])("is none where the path %j with %j leads out of the service", (path, id = "") => {
    const url = tryUrl(gateway, { path, parameters: [...parameters] }, { id });
    expect([undefined, `${gateway}/..%2Fother`]).toContain(url);
  });

  it("is none next to a service whose slug begins alike", () =>
    expect(tryUrl(gateway, { path: "/../echo-of-others/x", parameters: [] }, {})).toBeUndefined());

  it("may climb within the service", () =>
    expect(tryUrl(gateway, { path: "/a/../b", parameters: [] }, {})).toBe(`${gateway}/a/../b`));
});
