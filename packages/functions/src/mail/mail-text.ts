import { ANSWERS, type Fact, type MailContent } from "./mail-content.ts";
import { factText, plainLine, unlinked } from "./plain-words.ts";

/**
 * The text part. Text that users wrote has a mark on each of its lines: no text can end the quotation and continue as the
 * mail's own text. Only Latchkey's own addresses are unchanged.
 */
export const mailText = (content: MailContent): string =>
  [
    plainLine(content.heading),
    ...content.opening.map(plainLine),
    ...(content.facts.length > 0 ? [factLines(content.facts)] : []),
    ...(content.items ?? []).map(itemLines),
    ...(content.answers ? [answerLines(content.answers)] : []),
    ...(content.quote ? [quoteLines(content.quote)] : []),
    ...[content.endpoint, content.address].flatMap((own) => (own ? [`${own.label}\n${own.href}`] : [])),
    ...content.closing.map(plainLine),
    `-- \n${plainLine(content.why)}`,
    ...(content.unsubscribe ? [`${content.unsubscribe.label}\n${content.unsubscribe.href}`] : []),
  ]
    .join("\n\n")
    .concat("\n");

const factLines = (facts: readonly Fact[]): string => {
  const width = Math.max(...facts.map(({ label }) => label.length)) + 1;
  return facts.map((fact) => `${`${fact.label}:`.padEnd(width)} ${factText(fact)}`).join("\n");
};

const itemLines = ({
  line,
  time,
  facts = [],
  text,
  quote,
  address,
}: NonNullable<MailContent["items"]>[number]): string =>
  [
    `* ${plainLine(line)}`,
    `  ${time}`,
    ...facts.map((fact) => `  ${fact.label}: ${factText(fact)}`),
    `  ${plainLine(text)}`,
    ...(quote === undefined ? [] : [`  > ${plainLine(quote)}`]),
    ...(address === undefined ? [] : [`  ${address}`]),
  ].join("\n");

/** Every character that ends a line in some mail program. */
const LINE_END = /\r\n?|[\n\v\f\x85\u2028\u2029]/u;

/** An answer stands deeper than its question, so no answer can make a question of its own. */
const answerLines = (answers: NonNullable<MailContent["answers"]>): string =>
  [
    `${ANSWERS}:`,
    ...answers.flatMap(({ label, text }) => [
      `> ${plainLine(label)}`,
      ...text.split(LINE_END).map((line) => `>   ${unlinked(line)}`),
    ]),
  ].join("\n");

const quoteLines = ({ label, text }: { label: string; text: string }): string => {
  const lines = text.split(LINE_END).map((line) => `> ${unlinked(line)}`);
  return text === "" ? `${label}: none` : `${label}:\n${lines.join("\n")}`;
};
