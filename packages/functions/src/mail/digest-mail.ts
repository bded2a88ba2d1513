import { isoTime } from "@latchkey/core/clock";
import type { WaitingMail } from "@latchkey/core/mail/waiting-mail";
import type { Notification } from "@latchkey/core/notification/notification";
import { cutAt } from "./cut-text.ts";
import { humanTime } from "./human-time.ts";
import type { MailContent } from "./mail-content.ts";
import { subject } from "./subject.ts";

const MAX_TEXT = 500;
const cut = (text: string): string => cutAt(MAX_TEXT, text);

/** What a digest will say of a mail that waits. A link that decides is for its own mail, and is not kept. */
export const waitingMail = (
  { key }: Pick<Notification, "key">,
  { subject: { line }, opening, quote, buttons, address }: MailContent,
  now: number,
): WaitingMail => ({
  key,
  at: isoTime(now),
  subject: line,
  text: cut([...opening, ...(buttons ? [BY_THE_FIRST_LINK] : [])].join(" ")),
  ...(quote && quote.text !== "" ? { quote: cut(quote.text) } : {}),
  ...(address && !buttons ? { address: address.href } : {}),
});

const BY_THE_FIRST_LINK = "The link in the first mail about it still works.";

/** More would be cut off by mail programs; the portal shows what they are about. */
const MAX_ITEMS = 200;

/** One mail in place of many that one recipient would have got within an hour. */
export const digestMail = (mails: readonly WaitingMail[]): MailContent => {
  const rest = mails.length - MAX_ITEMS;
  return {
    subject:
      mails.length === 1 ? subject`1 notice that waited` : subject`${mails.length} notices that waited`,
    preview: `${mails.length} in one mail, because there were too many for a mail each.`,
    heading: mails.length === 1 ? "1 notice waited" : `${mails.length} notices waited`,
    opening: [
      "Somebody, or a program or team, has caused more mails today than are sent one by one. What came after that is listed here, once an hour.",
    ],
    facts: [],
    items: mails.slice(0, MAX_ITEMS).map(({ key, subject: line, at, text, quote, address }) => ({
      id: key,
      line,
      time: humanTime(at),
      text,
      ...(quote === undefined ? {} : { quote }),
      ...(address === undefined ? {} : { address }),
    })),
    closing: rest > 0 ? [`And ${rest} more of the same hour, which the portal shows.`] : [],
    why: "You get this mail in place of the mails that it lists.",
  };
};
