import { expect, it } from "vitest";
import { isAuthorizedRequest, requestLine } from "./authorized-request.ts";

const asked = { httpMethod: "GET", path: "/forecast/today" };

it.each([
  ["the same", asked, true],
  ["another method", { ...asked, httpMethod: "DELETE" }, false],
  ["another path", { ...asked, path: "/forecast/today/" }, false],
  ["a path that continues the method", { httpMethod: "GET /forecast", path: "/today" }, false],
  ["a method in small letters", { ...asked, httpMethod: "get" }, false],
])("a request is the authorized one, or it is not: %s", (_what, event, fits) => {
  expect(isAuthorizedRequest({ request: requestLine(asked) }, event)).toBe(fits);
});

it("the authorizer of the last release says nothing, and is believed", () => {
  expect(isAuthorizedRequest({}, asked)).toBe(true);
  expect(isAuthorizedRequest({ request: "" }, asked)).toBe(false);
});

it.each([
  ["a long path", `/${"a".repeat(1500)}`],
  ["a quotation mark", '/"'],
  ["a backslash", "/\\"],
  ["a space", "/ /today"],
  ["a letter beyond ASCII", "/\u00e9"],
])("%s is named by a digest, which is as short for every path", (_what, path) => {
  expect(requestLine({ httpMethod: "GET", path })).toMatch(/^GET sha256=[\w-]{43}$/);
});

it("a path that looks like a digest is not taken for one", () => {
  const digest = requestLine({ httpMethod: "GET", path: "/ /today" }).slice("GET ".length);
  expect(isAuthorizedRequest({ request: `GET ${digest}` }, { httpMethod: "GET", path: `/${digest}` })).toBe(
    false,
  );
});
