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
    (path) => expect(tryUrl(gateway, { path, parameters: [] }, {}).startsWith(`${gateway}/`)).toBe(true),
  );
});
