import { expect, it } from "vitest";
import { callAdvice, limitHit } from "./call-advice.ts";

it.each<[Parameters<typeof callAdvice>[0], string | undefined, RegExp | undefined]>([
  [{ status: 200 }, undefined, undefined],
  [{ status: 304, answered: true }, undefined, undefined],
  [{ status: 429, reason: "quota-exceeded" }, "quota", /quota of the .* is used up/],
  [{ status: 429, reason: "rate-limited" }, "rate-limit", /Retry-After/],
  [{ status: 401, reason: "rate-limited" }, undefined, /./],
  [{ status: 429, answered: true }, undefined, /service refused/],
  [{ status: 503, answered: true }, undefined, /service failed/],
  [{ status: 502, reason: "upstream-unreachable" }, undefined, /did not reach/],
  [{ status: 504, reason: "upstream-timeout" }, undefined, /in time/],
  [{ status: 403, reason: "constructor" }, undefined, /log of the gateway/],
  [{ status: 499 }, undefined, /went away/],
])("of %j the limit is %s, and what to do %s", (call, limit, advice) => {
  expect(limitHit(call).limit).toBe(limit);
  if (advice === undefined) expect(callAdvice(call).advice).toBeUndefined();
  else expect(callAdvice(call).advice).toMatch(advice);
});
