import { expect, it } from "vitest";
import { Problem } from "../api/problem.ts";
import { draftErrors, PLAN_INPUTS } from "./draft-errors.ts";

const said = (pointer: string) =>
  draftErrors(
    new Problem(400, "invalid-input", "No.", { errors: [{ pointer, detail: "Why." }] }),
    "plans",
    ["a", "b"],
    PLAN_INPUTS,
  );

it.each([
  ["/plans/1/name", "name"],
  ["/plans/1", "name"],
  ["/plans/1/durationDays", "days"],
  ["/plans/1/limits/quota/count", "quotaCount"],
  ["/plans/1/limits/rate-limit/periodSeconds", "ratePeriod"],
  ["/plans/1/limits/rate-limit", "rateCount"],
])("an error at %s is shown at the second plan's input %s", (pointer, input) => {
  expect(said(pointer)("b")).toEqual({ [input]: "Why." });
  expect(said(pointer)("a")).toEqual({});
});

it("an error within a list that is not at the top is shown at its draft", () => {
  const errors = [{ pointer: "/upstream/keys/1/headers/x-a", detail: "Why." }];
  const said = draftErrors(new Problem(400, "invalid-input", "No.", { errors }), "upstream/keys", ["a", "b"]);
  expect([said("a"), said("b")]).toEqual([{}, { headers: "Why." }]);
});

it.each(["/scopes/1/name", "/plans/7/name", "/plans", ""])("an error at %j is no plan's", (pointer) =>
  expect([said(pointer)("a"), said(pointer)("b")]).toEqual([{}, {}]),
);
