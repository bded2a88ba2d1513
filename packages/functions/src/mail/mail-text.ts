import type { Fact, MailContent } from "./mail-content.ts";
import { withoutBidi } from "./plain-words.ts";

/**
 * The text part. What people wrote stands as they wrote it, but each line of it behind a mark: no text can end the
 * quotation and go on as if the mail said it, with an address of its own.
 */
export const mailText = (content: MailContent): string =>
  [
    content.heading,
    ...content.opening,
    factLines(content.facts),
    ...(content.quote ? [quoteLines(content.quote)] : []),
    ...(content.address ? [`${content.address.label}\n${content.address.href}`] : []),
    ...content.closing,
    `-- \n${content.why}`,
  ]
    .map(withoutBidi)
    .join("\n\n")
    .concat("\n");

const factLines = (facts: readonly Fact[]): string => {
  const width = Math.max(...facts.map(({ label }) => label.length)) + 1;
  return facts.map(({ label, value }) => `${`${label}:`.padEnd(width)} ${value}`).join("\n");
};

/** Whatever ends a line in some program that reads mail. */
const LINE_END = /\r\n?|[\n\v\f\x85\u2028\u2029]/u;

const quoteLines = ({ label, text }: { label: string; text: string }): string => {
  const lines = text.split(LINE_END).map((line) => `> ${line}`);
  return text === "" ? `${label}: none` : `${label}:\n${lines.join("\n")}`;
};
