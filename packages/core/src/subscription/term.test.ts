import { expect, it } from "vitest";
import { DAY, NOW, timeAt } from "../testing/records.ts";
import { endOfTerm, termOf } from "./term.ts";

it.each([
  ["no plan", undefined, {}],
  ["a plan without a duration", { name: "basic" }, {}],
  [
    "a plan of 30 days",
    { name: "basic", durationDays: 30 },
    { expiresAt: timeAt(NOW + 30 * DAY), termDays: 30 },
  ],
])("a term of %s ends so many days after its begin, or never", (_what, plan, end) => {
  expect(endOfTerm(termOf(plan), NOW)).toEqual(end);
});
