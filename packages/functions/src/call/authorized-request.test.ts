import { expect, it } from "vitest";
import { isAuthorizedRequest, requestDigest } from "./authorized-request.ts";

const asked = { httpMethod: "GET", path: "/forecast/today" };

it.each([
  ["the same", asked, true],
  ["another method", { ...asked, httpMethod: "DELETE" }, false],
  ["another path", { ...asked, path: "/forecast/today/" }, false],
  ["a path that continues the method", { httpMethod: "GET /forecast", path: "/today" }, false],
  ["a method in small letters", { ...asked, httpMethod: "get" }, false],
])("a request is the authorized one, or it is not: %s", (_what, event, fits) => {
  expect(isAuthorizedRequest({ request: requestDigest(asked) }, event)).toBe(fits);
});

it("the authorizer of the last release says nothing, and is believed", () => {
  expect(isAuthorizedRequest({}, asked)).toBe(true);
  expect(isAuthorizedRequest({ request: "" }, asked)).toBe(false);
});

it("a digest is short, however long the path is", () => {
  expect(requestDigest({ httpMethod: "GET", path: `/${"a".repeat(1500)}` })).toHaveLength(43);
});
