import { linesOf } from "../credentials/credential-draft.ts";
import type { ApplicationForm } from "../subscriptions/application-answers.ts";

type Question = ApplicationForm["fields"][number];
type Terms = NonNullable<ApplicationForm["terms"]>;

/** A question as the form shows it. */
export interface QuestionDraft {
  /** For React only; not sent. */
  key: string;
  name: string;
  label: string;
  type: Question["type"];
  required: boolean;
  options: string;
  help: string;
}

export const emptyQuestion = (key: string): QuestionDraft => ({
  key,
  name: "",
  label: "",
  type: "text",
  required: true,
  options: "",
  help: "",
});

export const questionDraft = (
  { name, label, type, required = false, options = [], help = "" }: Question,
  key: string,
): QuestionDraft => ({ key, name, label, type, required, options: options.join("\n"), help });

/** As the API takes it: only a choice has options. */
export const questionOf = ({ name, label, type, required, options, help }: QuestionDraft): Question => ({
  name: name.trim(),
  label: label.trim(),
  type,
  ...(required ? { required } : {}),
  ...(type === "choice" ? { options: linesOf(options.replaceAll(",", "\u0000")).map(withCommas) } : {}),
  ...(help.trim() === "" ? {} : { help: help.trim() }),
});

/** An option is a line of its own, whatever it holds. */
const withCommas = (option: string): string => option.replaceAll("\u0000", ",");

export interface TermsDraft {
  version: string;
  url: string;
  text: string;
}

export const termsDraft = (terms: Terms | undefined): TermsDraft => ({
  version: terms?.version ?? "",
  url: terms?.url ?? "",
  text: terms?.text ?? "",
});

/** null for a service that asks nothing. */
export const formOf = (
  questions: readonly QuestionDraft[],
  { version, url, text }: TermsDraft,
): ApplicationForm | null => {
  if (questions.length === 0 && version.trim() === "") return null;
  const terms = {
    version: version.trim(),
    ...(url.trim() === "" ? {} : { url: url.trim() }),
    ...(text.trim() === "" ? {} : { text: text.trim() }),
  };
  return { fields: questions.map(questionOf), ...(terms.version === "" ? {} : { terms }) };
};
