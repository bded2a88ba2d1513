import { expect, it } from "vitest";
import { emptyQuestion, formOf, questionDraft, questionOf, termsDraft } from "./question-draft.ts";

const choice = {
  name: "size",
  label: "How much?",
  type: "choice",
  required: true,
  options: ["up to 1,000", "more"],
  help: "A guess will do.",
} as const;

it("a question is the same after it was shown, with commas in its options", () => {
  const given = { ...choice, options: [...choice.options] };
  expect(questionOf(questionDraft(given, "k"))).toEqual(given);
});

it("what is empty is left out, and options are a choice's alone", () => {
  const draft = { ...emptyQuestion("k"), name: " use ", label: "What for?", required: false, options: "a" };
  expect(questionOf(draft)).toEqual({ name: "use", label: "What for?", type: "text" });
});

it("a service that asks nothing has no form, and terms without a version are none", () => {
  expect(formOf([], termsDraft(undefined))).toBeNull();
  expect(formOf([], { version: "2", url: "", text: "Be kind." })).toEqual({
    fields: [],
    terms: { version: "2", text: "Be kind." },
  });
});
