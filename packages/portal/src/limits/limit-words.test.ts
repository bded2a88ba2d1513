import { describe, expect, it } from "vitest";
import type { LimitNow } from "../api/resources.ts";
import { limitSentence } from "./limit-words.ts";

const NOW = new Date(2026, 0, 31, 12).getTime();
const midnight = new Date(2026, 1, 1).toISOString();
const quota: LimitNow = {
  limit: "quota",
  of: "subscription",
  unit: "calls",
  most: 200,
  used: 58,
  held: 0,
  remaining: 142,
  resetsAt: midnight,
};
const rate: LimitNow = { ...quota, limit: "rate-limit" };
const unused: LimitNow = {
  limit: "rate-limit",
  of: "consumer",
  unit: "calls",
  most: 9,
  used: 0,
  held: 0,
  remaining: 9,
};

describe("what is left of a limit, in words", () => {
  it.each([
    ["a day's", quota, { quota: { count: 200, period: "day" } }, "58 of 200 calls today, resets at 00:00"],
    [
      "a month's",
      quota,
      { quota: { count: 200, period: "month" } },
      "58 of 200 calls this month, resets at 00:00",
    ],
    ["of tokens", { ...quota, unit: "tokens" as const }, undefined, "58 of 200 tokens, resets at 00:00"],
    [
      "used up",
      { ...quota, used: 200, remaining: 0 },
      undefined,
      "200 of 200 calls, used up, resets at 00:00",
    ],
    [
      "a minute's",
      rate,
      { "rate-limit": { count: 200, periodSeconds: 60 } },
      "58 of 200 calls in a minute, resets at 00:00",
    ],
    ["of a rate that nothing is used of", unused, undefined, "0 of 9 calls"],
    [
      "of settings that have changed since",
      quota,
      { quota: { count: 300, period: "day" } },
      "58 of 200 calls, resets at 00:00",
    ],
  ])("%s", (_, limit, settings, said) => expect(limitSentence(limit, settings, NOW)).toBe(said));

  it("names the day of an end that is further off", () =>
    expect(limitSentence({ ...quota, resetsAt: new Date(2026, 2, 1).toISOString() }, undefined, NOW)).toBe(
      "58 of 200 calls, resets on 1 Mar 2026, 00:00",
    ));
});
