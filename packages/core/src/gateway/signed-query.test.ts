import { describe, expect, it } from "vitest";
import { inSignedOrder } from "./signed-query.ts";

type Pair = [string, string];
const read = (text: string): Pair[] => [...new URLSearchParams(text)];

describe("a query that a signature covers", () => {
  it.each([
    ["a=2&a=1", "a=1&a=2"],
    ["a=1&a=2", "a=1&a=2"],
    ["b=x&a=2&a=1&b=w", "b=w&a=1&a=2&b=x"],
    ["a=10&a=9&a=1", "a=1&a=10&a=9"],
    ["a=&a=1&a=", "a=&a=&a=1"],
    ["a=~&a=%7B", "a=%7B&a=~"],
    ["a=1&a=1", "a=1&a=1"],
    ["b=1&a=2", "b=1&a=2"],
    ["__proto__=2&__proto__=1", "__proto__=1&__proto__=2"],
  ])("is forwarded as it was signed, in whichever order it comes: %s", (given, signed) => {
    expect(inSignedOrder(read(given))).toEqual(read(signed));
  });

  it("is the same for every order of the values, which the signature cannot tell apart", () => {
    const orders = ["a=1&a=2&a=3", "a=3&a=2&a=1", "a=2&a=3&a=1"].map((query) => inSignedOrder(read(query)));
    expect(new Set(orders.map((order) => JSON.stringify(order))).size).toBe(1);
  });
});
