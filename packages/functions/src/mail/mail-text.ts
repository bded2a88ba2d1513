import type { Fact, MailContent } from "./mail-content.ts";
import { withoutBidi } from "./plain-words.ts";

/** The text part. What people wrote stands between quotation marks, as they wrote it. */
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

const quoteLines = ({ label, text }: { label: string; text: string }): string =>
  text === "" ? `${label}: none` : `${label}:\n"${text.replace(/\r\n?/g, "\n")}"`;
