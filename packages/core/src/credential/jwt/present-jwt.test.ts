import { expect, it } from "vitest";
import { hasJwtForm, jwtPresenting } from "./present-jwt.ts";

const TOKENS = {
  "three parts": "eyJ.e30.sig",
  "no signature": "eyJ.e30.",
};
const NO_TOKENS = {
  "two parts": "eyJ.e30",
  "four parts": "a.b.c.d",
  "an empty part": "eyJ..sig",
  "base64 with a plus": "ey+J.e30.sig",
  "a blank": "eyJ.e30.s g",
  nothing: "",
  "too many characters": `${"a".repeat(20_000)}.e30.sig`,
};

it.each(Object.entries(TOKENS))("%s has the form of a token", (_, value) =>
  expect(hasJwtForm(value)).toBe(true),
);

it.each(Object.entries(NO_TOKENS))("%s has not the form of a token", (_, value) =>
  expect(hasJwtForm(value)).toBe(false),
);

it("two are the same where every character is", () => {
  const token = (text: string) => ({ type: "jwt" as const, token: text });
  expect(jwtPresenting.isSame(token("a.b.c"), token("a.b.c"))).toBe(true);
  expect(jwtPresenting.isSame(token("a.b.c"), token("a.b.C"))).toBe(false);
});
