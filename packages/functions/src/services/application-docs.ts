import { NewService } from "@latchkey/core/service/service-input";
import { answerObject, inner, requestObject, type SchemaDocs, vocabulary } from "../http/documented.ts";
import { ServiceView } from "./service-view.ts";

const FORM = inner(ServiceView.shape.application);
const QUESTION = inner(FORM.shape.fields);
const FORM_INPUT = inner(NewService.shape.application);

const QUESTION_DOCS = {
  description: "A question to applicants.",
  properties: {
    name: "By which an application answers it: a member of `answers`.",
    label: "The question that people read.",
    type: "What an answer is: `number` a number, the others a text; of a `choice` one of the options, of a `url` an http or https address.",
    required: "Whether an application without an answer is refused. Absent: it is not.",
    options: "The answers to choose from, 1 to 50. Of a `choice` only.",
    help: "A line that helps to answer it.",
  },
} as const;
const TERMS_DOCS = {
  description: "What applicants agree to.",
  properties: {
    version:
      "What applications give as `termsVersion`. Another version asks later applicants to agree to it.",
    url: "Where the terms are read.",
    text: "The terms themselves, at most 10,000 characters.",
  },
} as const;

export const EXAMPLE_FORM = {
  fields: [
    { name: "use", label: "What do you build?", type: "text" as const, required: true },
    {
      name: "volume",
      label: "Calls a day",
      type: "choice" as const,
      options: ["up to 1,000", "more"],
      help: "A guess will do.",
    },
  ],
  terms: { version: "2026-01", url: "https://example.com/terms" },
};

const FORM_DOCS = {
  description:
    "What a service asks of those who apply for it. Renewals, changes of plan and what the provider adds are not asked.",
  properties: {
    fields: "The questions, in their order, at most 20; each name once.",
    terms: "What applicants agree to. Absent: nothing.",
  },
  example: EXAMPLE_FORM,
};

export const applicationSchemas: readonly SchemaDocs[] = [
  vocabulary("QuestionType", QUESTION.shape.type, "What an answer to a question is."),
  answerObject("ApplicationForm", FORM, FORM_DOCS),
  answerObject("Question", QUESTION, QUESTION_DOCS),
  answerObject("Terms", inner(FORM.shape.terms), TERMS_DOCS),
  requestObject("ApplicationFormInput", FORM_INPUT, FORM_DOCS),
  requestObject("QuestionInput", inner(FORM_INPUT.shape.fields), QUESTION_DOCS),
  requestObject("TermsInput", inner(FORM_INPUT.shape.terms), TERMS_DOCS),
];
