import * as z from "zod/mini";
import { QUESTION, whole } from "../name-pattern.ts";
import { line, webAddress, words } from "../text.ts";
import { QuestionType } from "./application-form.ts";
import { eachOnce } from "./each-once.ts";

const MAX_QUESTIONS = 20;
const MAX_OPTIONS = 50;
export const MAX_OPTION = 100;

const QuestionInput = z
  .strictObject({
    name: z.string().check(z.regex(whole(QUESTION), "1 to 63 of letters, digits, '.', '_' and '-'")),
    label: line(200),
    type: QuestionType,
    required: z.optional(z.boolean()),
    options: z.optional(
      eachOnce(z.array(line(MAX_OPTION)), (option) => option, "option").check(
        z.minLength(1),
        z.maxLength(MAX_OPTIONS),
      ),
    ),
    help: z.optional(line(500)),
  })
  .check(
    z.refine(({ type, options }) => (type === "choice") === (options !== undefined), {
      path: ["options"],
      error: "a choice has options, and nothing else has",
    }),
  );

const TermsInput = z.strictObject({
  version: line(63),
  url: z.optional(webAddress("an http or https address without user, password and fragment")),
  text: z.optional(words(10_000)),
});

/** What a service asks of those who apply for it. */
export const ApplicationInput = z.strictObject({
  fields: eachOnce(z.array(QuestionInput), ({ name }) => name, "name").check(z.maxLength(MAX_QUESTIONS)),
  terms: z.optional(TermsInput),
});
