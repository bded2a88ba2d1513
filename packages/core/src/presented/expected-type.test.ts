import { expect, it } from "vitest";
import { expectedType } from "./expected-type.ts";

it.each([
  ["apikey", "api-key"],
  ["ApiKey_Auth", "api-key"],
  ["basic", "basic"],
  ["Basic_Auth", "basic"],
  [" JWT ", "jwt"],
  ["AK/SK", "aksk"],
  ["aksk", "aksk"],
  ["oauth", undefined],
  ["api-key", undefined],
  ["constructor", undefined],
  ["", undefined],
  [`jwt${" ".repeat(20)}`, undefined],
])("Authorization-Type: %j names the type %s", (named, type) => {
  expect(expectedType({ headers: { "authorization-type": [named] } })).toBe(type);
});

it("a request without Authorization-Type may present every type", () => {
  expect(expectedType({ headers: {} })).toBeUndefined();
});
