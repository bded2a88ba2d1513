import { expect, it } from "vitest";
import { answersOf } from "./application-answers.ts";

const form = {
  fields: [
    { name: "use", label: "What for?", type: "text" as const },
    { name: "calls", label: "How many?", type: "number" as const },
    { name: "toString", label: "A name of JavaScript's", type: "text" as const },
  ],
  terms: { version: "2" },
};

it("what is typed is sent, a number as one, and nothing of what is empty or not asked", () => {
  const draft = { answers: { use: " A shop ", calls: "300", other: "x" }, agreed: true };
  expect(answersOf(form, draft)).toEqual({ answers: { use: "A shop", calls: 300 }, termsVersion: "2" });
  expect(answersOf(form, { answers: { use: " " }, agreed: false })).toEqual({});
  expect(answersOf(undefined, draft)).toEqual({});
});
