import type { Schemas } from "@latchkey/client/operations";

export type Answers = Readonly<Record<string, string | number>>;
type ApplicationForm = Schemas["ApplicationForm"];

/** What stood on the command line, as the questions take it: a number where the question asks for one. The stage judges it. */
export const typedAnswers = (
  words: Readonly<Record<string, string>>,
  { fields }: Pick<ApplicationForm, "fields"> = { fields: [] },
): Answers =>
  Object.fromEntries(
    Object.entries(words).map(([name, word]) => {
      const isNumber = fields.some((field) => field.name === name && field.type === "number");
      const number = Number(word);
      return [name, isNumber && word.trim() !== "" && Number.isFinite(number) ? number : word];
    }),
  );

/** What a service asks of applicants, a line for each question, and how it is answered. */
export const questionLines = ({ fields, terms }: ApplicationForm): string[] => [
  ...fields.map(({ name, label, type, required, options = [] }) => {
    const form = type === "choice" ? options.map((option) => `"${option}"`).join(" | ") : type;
    return `  --answer ${name}=…  ${label} (${form}${required ? ", required" : ""})`;
  }),
  ...(terms ? [`  --terms ${terms.version}  agrees to the terms${terms.url ? ` at ${terms.url}` : ""}`] : []),
];
