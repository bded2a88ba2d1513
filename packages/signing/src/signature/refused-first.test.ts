import { expect, it } from "vitest";
import { refusedFirst } from "./refused-first.ts";

const time = { signedAt: 1000, skew: 300, validUntil: 1300, now: 1000 };

it.each([
  ["at its moment", {}, "secret", undefined],
  ["at the first second", { now: 700 }, "secret", undefined],
  ["at the last second", { now: 1300 }, "secret", undefined],
  ["a second before", { now: 699 }, "secret", "clock-skew"],
  ["a second after", { now: 1301 }, "secret", "clock-skew"],
  ["by a clock that is none", { now: Number.NaN }, "secret", "clock-skew"],
  ["without a secret", {}, "", "bad-signature"],
  ["too late and without a secret", { now: 1301 }, "", "clock-skew"],
])("a signature that is looked at %s is refused as it should be", (_, changed, secret, reason) => {
  const verdict = refusedFirst({ ...time, ...changed }, secret);
  expect(verdict).toEqual(reason === undefined ? undefined : { outcome: "refused", reason });
});
