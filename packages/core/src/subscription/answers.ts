import * as z from "#schema";
import { pointerTo } from "../json-pointer.ts";
import { type InputError, Refusal } from "../refusal.ts";
import type { ApplicationForm, Question, QuestionType } from "../service/application-form.ts";
import { MAX_OPTION } from "../service/application-input.ts";
import { line, webAddress, words } from "../text.ts";

export const Answer = z.union([z.string(), z.number()]);
export type Answer = z.infer<typeof Answer>;
export type Answers = Record<string, Answer>;

/** A question as it was asked: the service may ask otherwise since. */
export const AskedQuestion = z.object({ name: z.string(), label: z.string() });
export type AskedQuestion = z.infer<typeof AskedQuestion>;

/** What an application says beside its reason. */
export interface Answered {
  answers?: Answers;
  questions?: AskedQuestion[];
  termsVersion?: string;
}

/** As it is given: each member is judged by the question of its name. */
export const AnswersInput = z
  .record(z.string().check(z.maxLength(63)), z.union([z.string().check(z.maxLength(2048)), z.number()]))
  .check(z.refine((answers) => Object.keys(answers).length <= 50, "at most 50 answers"));

const MAX_TEXT = 2000;
const MAX_ALL = 8000;
const MAX_NUMBER = 1e15;

const FORMS: Record<Exclude<QuestionType, "choice">, z.ZodMiniType<Answer>> = {
  text: words(MAX_TEXT),
  url: webAddress("an http or https address without user, password and fragment"),
  email: line(254).check(z.email("an e-mail address")),
  number: z.number().check(z.minimum(-MAX_NUMBER), z.maximum(MAX_NUMBER)),
};

interface Given {
  answers?: Readonly<Answers> | undefined;
  termsVersion?: string | undefined;
}

/**
 * What is kept of an application's answers, with the questions as they are asked now.
 *
 * @throws Refusal `invalid-input` with each answer that is missing or wrong, and the version of the terms.
 */
export const readAnswers = (
  { fields, terms }: ApplicationForm = { fields: [] },
  { answers: given = {}, termsVersion }: Given,
): Answered => {
  const kept = fields.flatMap((question) => {
    const answer = answerTo(question, given);
    return answer === undefined ? [] : [{ question, answer }];
  });
  const errors = [
    ...Object.keys(given)
      .filter((name) => !fields.some((field) => field.name === name))
      .map((name) => wrong(name, "The service does not ask this.")),
    ...fields.flatMap((question) => faultOf(question, answerTo(question, given))),
    ...lengthFault(kept.map(({ answer }) => answer)),
    ...termsFault(terms?.version, termsVersion),
  ];
  const [first] = errors;
  if (first) throw new Refusal("invalid-input", first.detail, { errors });
  return {
    ...(kept.length > 0
      ? {
          answers: Object.fromEntries(kept.map(({ question: { name }, answer }) => [name, answer])),
          questions: kept.map(({ question: { name, label } }) => ({ name, label })),
        }
      : {}),
    ...(termsVersion === undefined ? {} : { termsVersion }),
  };
};

/** A text without a letter is no answer. */
const answerTo = ({ name }: Question, given: Readonly<Answers>): Answer | undefined => {
  const answer = Object.hasOwn(given, name) ? given[name] : undefined;
  return typeof answer === "string" && answer.trim() === "" ? undefined : answer;
};

const faultOf = (question: Question, answer: Answer | undefined): InputError[] => {
  const { name, required = false } = question;
  if (answer === undefined) return required ? [wrong(name, "An answer is required.")] : [];
  const { error } = formOf(question).safeParse(answer);
  return error ? [wrong(name, error.issues[0]?.message ?? "Not an answer to this question.")] : [];
};

const formOf = ({ type, options = [] }: Question): z.ZodMiniType<Answer> =>
  type === "choice"
    ? line(MAX_OPTION).check(z.refine((text) => options.includes(text), `One of: ${options.join(", ")}.`))
    : FORMS[type];

const lengthFault = (answers: readonly Answer[]): InputError[] =>
  answers.reduce((sum: number, answer) => sum + String(answer).length, 0) > MAX_ALL
    ? [{ pointer: "/answers", detail: `At most ${MAX_ALL} characters in all.` }]
    : [];

const termsFault = (current: string | undefined, agreed: string | undefined): InputError[] => {
  if (current === agreed) return [];
  return [
    {
      pointer: "/termsVersion",
      detail:
        current === undefined
          ? "The service has no terms."
          : `The version of the terms that the applicant agrees to: ${current}.`,
    },
  ];
};

const wrong = (name: string, detail: string): InputError => ({
  pointer: pointerTo(["answers", name]),
  detail,
});
