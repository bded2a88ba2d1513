import { describe, expect, it } from "vitest";
import { slugOf } from "./slug-of.ts";

describe("the slug of a name", () => {
  it.each([
    ["Team Ärger & Co", "team-arger-co"],
    ["  --  ", ""],
    ["Payments (EU)", "payments-eu"],
    ["x".repeat(100), "x".repeat(63)],
  ])("%j is %j", (name, slug) => expect(slugOf(name)).toBe(slug));
});
