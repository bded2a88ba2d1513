import { describe, expect, expectTypeOf, it } from "vitest";
import { named, type Subject, subject } from "./subject.ts";

const other = subject`something`;

describe("A name in a subject", () => {
  it.each(["web-shop", "a", "0", "prod_key.2", "x".repeat(63)])("is shown unchanged: %s", (name) => {
    expect(named(name, other).line).toBe(name);
  });

  it.each([
    ["two words", "You won"],
    ["capitals", "URGENT"],
    ["a line's end", "shop\nbcc: eve@example.com"],
    ["a carriage return", "shop\r"],
    ["a line's end at its end", "shop\n"],
    ["an address", "https://evil.example"],
    ["an e-mail address", "eve@evil.example"],
    ["a mark of another script", "pаypal"],
    ["a mark that reorders", "shop\u202e"],
    ["an emoji", "🎁"],
    ["a beginning that no name has", "-shop"],
    ["a dot at its beginning", ".evil"],
    ["too much", "x".repeat(64)],
    ["nothing", ""],
  ])("is left out when it holds %s", (_what, name) => {
    expect(named(name, other).line).toBe("something");
    expect(named(undefined, other).line).toBe("something");
  });
});

describe("A subject", () => {
  it("takes no text, only what was made for it", () => {
    expectTypeOf<string>().not.toExtend<Parameters<typeof subject>[1]>();
    expectTypeOf<string>().not.toExtend<Parameters<typeof subject>[0]>();
    expectTypeOf<{ line: string }>().not.toExtend<Subject>();
  });

  it("is put together of others and of numbers", () => {
    expect(subject`${subject`Ends in ${3} days`}: ${named("web-shop", other)}`.line).toBe(
      "Ends in 3 days: web-shop",
    );
  });

  it("has at most 120 characters", () => {
    const long = named("x".repeat(63), other);
    expect(subject`${long}${long}`.line).toBe(`${"x".repeat(63)}${"x".repeat(56)}…`);
  });
});
