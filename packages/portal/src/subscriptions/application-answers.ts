import type { CatalogService } from "../api/resources.ts";

export type ApplicationForm = NonNullable<CatalogService["application"]>;

/** The answers as they are typed, by the name of the question; and whether the terms are agreed to. */
export interface AnswersDraft {
  answers: Readonly<Record<string, string>>;
  agreed: boolean;
}

export const NO_ANSWERS: AnswersDraft = { answers: {}, agreed: false };

/** What an application sends of them: what is empty is left out, a number is one. */
export const answersOf = (
  form: ApplicationForm | undefined,
  { answers, agreed }: AnswersDraft,
): { answers?: Record<string, string | number>; termsVersion?: string } => {
  const given = (form?.fields ?? []).flatMap(({ name, type }) => {
    const text = (Object.hasOwn(answers, name) ? (answers[name] ?? "") : "").trim();
    return text === "" ? [] : [[name, type === "number" ? Number(text) : text] as const];
  });
  return {
    ...(given.length === 0 ? {} : { answers: Object.fromEntries(given) }),
    ...(agreed && form?.terms ? { termsVersion: form.terms.version } : {}),
  };
};
