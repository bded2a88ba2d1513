import { expect, it } from "vitest";
import { hasJwtForm, jwtPresenting } from "./present-jwt.ts";

it.each([
  ["three parts", "eyJ.e30.sig", true],
  ["no signature", "eyJ.e30.", true],
  ["two parts", "eyJ.e30", false],
  ["four parts", "a.b.c.d", false],
  ["an empty part", "eyJ..sig", false],
  ["base64 with a plus", "ey+J.e30.sig", false],
  ["a blank", "eyJ.e30.s g", false],
  ["nothing", "", false],
  ["too many characters", `${"a".repeat(20_000)}.e30.sig`, false],
])("%s has the form of a token: %s", (_, value, hasIt) => {
  expect(hasJwtForm(value)).toBe(hasIt);
});

it("two are the same where every character is", () => {
  const token = (text: string) => ({ type: "jwt" as const, token: text });
  expect(jwtPresenting.isSame(token("a.b.c"), token("a.b.c"))).toBe(true);
  expect(jwtPresenting.isSame(token("a.b.c"), token("a.b.C"))).toBe(false);
});
