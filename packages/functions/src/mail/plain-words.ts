/*
 * What tenants wrote, so that no mail program makes a link of it. Programs look for addresses in both parts of a mail,
 * each by rules of its own, so it is the marks of an address that are broken up, in sight of the reader:
 * `https[:][//]evil[.]example`.
 */

/**
 * Characters that are not seen (Unicode, Default_Ignorable_Code_Point), those that reorder text among them: they let one
 * text pass for another, and hide an address from what looks for it here. Persian and emoji need the ones that are kept.
 */
const UNSEEN = /(?!\u200C|\u200D|[\uFE00-\uFE0F])\p{DI}/gu;

/** Line breaks too. */
const CONTROLS = /[\p{Cc}\p{Cs}\u2028\u2029]+/gu;

/** The dots, colons and at signs of an address, in every width that IDNA reads as one. */
const MARKS = ".\u2024\uFE52\uFF0E:\uFE55\uFF1A@\uFE6B\uFF20";

/** Marks inside a word; and slashes before a host: Outlook links a path of the network, and Windows signs in to it. */
const INSIDE_ADDRESSES = new RegExp(
  `(?<=[^${MARKS}])[${MARKS}]+(?=[^${MARKS}])|[/\\\\]{2,}(?=[^/\\\\])`,
  "gu",
);

/** Full stops of East Asian prose, which IDNA reads as dots (RFC 3490, 3.1): only beside letters that hosts have. */
const STOPS_IN_HOSTS = /(?<=[A-Za-z0-9-])[\u3002\uFF61](?=\S)|(?<=\S)[\u3002\uFF61](?=[A-Za-z0-9-])/gu;

/** A number, a sum of money or a time of day, as in a sentence. */
const FIGURES =
  /^[("'$€£¥]*(?:\d+(?:[.,]\d+)?|\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,2}:\d{2}(?::\d{2})?)[%)"',.;:!?]*$/u;

const inBrackets = (found: string): string => `[${found}]`;

/** The same words, in which nothing is an address any more. Lines stay lines. */
export const unlinked = (text: string): string =>
  text
    .replace(UNSEEN, "")
    .replace(/\S+/gu, (word) =>
      FIGURES.test(word)
        ? word
        : word.replace(STOPS_IN_HOSTS, inBrackets).replace(INSIDE_ADDRESSES, inBrackets),
    );

/** The same on one line: nothing that a name holds begins a line of its own. */
export const plainLine = (text: string): string => unlinked(text.replace(CONTROLS, " "));

/** Only an address: a value that contains more than an address is changed. */
const ADDRESS = /^[a-z0-9.!#$%&'*+=?^_`{|}~-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)*$/i;

/** A verified address is shown unchanged, so that the reader can answer the applicant. */
export const factText = ({ value, isAddress }: { value: string; isAddress?: boolean }): string =>
  isAddress && ADDRESS.test(value) ? value : plainLine(value);
