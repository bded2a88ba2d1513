import { expect, it } from "vitest";
import { readTokenForm } from "./token-form.ts";

it("a form has each parameter once, and none that is empty", () => {
  expect(Object.fromEntries(readTokenForm("a=1&b=&c=%20x+y"))).toEqual({ a: "1", c: " x y" });
});

it.each(["a=1&a=1", "a=&a=1", "a=1&%61=2", Array.from({ length: 51 }, (_, n) => `p${n}=1`).join("&")])(
  "is refused: %s",
  (body) => {
    expect(() => readTokenForm(body)).toThrow();
  },
);
