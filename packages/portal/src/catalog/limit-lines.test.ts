import { describe, expect, it } from "vitest";
import { limitLines } from "./limit-lines.ts";

describe("a plan's limits in words", () => {
  it("names calls and tokens, and usual periods", () =>
    expect(
      limitLines({
        "rate-limit": { count: 1000, periodSeconds: 60 },
        quota: { count: 2_000_000, period: "month", unit: "tokens" },
      }),
    ).toEqual(["1,000 calls a minute", "2,000,000 tokens a month"]));

  it("says that there are none", () => expect(limitLines(undefined)).toEqual(["No limit"]));

  it("shows what it does not know as it is", () =>
    expect(limitLines({ other: { a: 1 } })).toEqual(['other: {"a":1}']));
});
