import { signDecidingLink } from "@latchkey/core/approval/approval-link";
import type { KeyRing } from "@latchkey/core/key-ring/key-ring";
import type { Asked } from "@latchkey/core/notification/case-digest";
import type { Addresses } from "./about-facts.ts";
import { portalAddress } from "./about-facts.ts";
import { applicationMail } from "./application-mail.ts";
import { cutAt } from "./cut-text.ts";
import { humanTime } from "./human-time.ts";
import type { Fact, MailContent } from "./mail-content.ts";
import { subject } from "./subject.ts";

const MAX_TEXT = 300;

/** Said by the sentence of an item, or beside it. */
const SAID = new Set(["Consumer", "Team", "Asked on", "Lapses on"]);

/**
 * What one person is asked to decide, in one mail a day, each with a link that is signed now. `more` is what had no room: some
 * of it may have been decided.
 */
export const caseDigestMail = (
  asked: readonly Asked[],
  more: number,
  addresses: Addresses,
  linkRing: KeyRing,
): MailContent => {
  const [waits, waiting] =
    asked.length === 1
      ? [subject`1 application waits for you`, "1 application waits for you"]
      : [subject`${asked.length} applications wait for you`, `${asked.length} applications wait for you`];
  return {
    subject: waits,
    preview: `${waiting}. Approve or reject each of them by its link.`,
    heading: waiting,
    opening: [
      "You get the applications that you are asked to decide once a day. These are the ones that wait now.",
    ],
    facts: [],
    items: asked.map((each) => itemOf(each, addresses, linkRing)),
    ...portalAddress(addresses, "/delegate", "You choose there how they are mailed to you:"),
    closing: [
      ...(more > 0
        ? [
            `Up to ${more} more wait. The next mail lists them; owners of the services see them in the portal.`,
          ]
        : []),
      "You approve or reject on the page of each link. Opening it decides nothing. The links are made for you: anyone who has one can decide in your name, so please do not forward this mail.",
    ],
    why: "You get this mail because you decide on applications, and have chosen one mail a day for them.",
  };
};

const itemOf = (
  { key, data }: Asked,
  addresses: Addresses,
  linkRing: KeyRing,
): NonNullable<MailContent["items"]>[number] => {
  const { link, askedAt, decideUntil, reason = "", answers = [] } = data;
  const address = link && `${addresses.controlUrl}/approvals/${signDecidingLink(linkRing, link)}`;
  const { opening, facts } = applicationMail({ ...data, urgency: "new" }, address, addresses);
  const [sentence = "", ...inPlace] = opening;
  const end = link ? link.expires * 1000 : decideUntil;
  return {
    id: key,
    line: sentence,
    time: `Asked for on ${humanTime(askedAt)}`,
    facts: facts.filter(({ label }) => !SAID.has(label)).map(shortened),
    text: [...inPlace, ...answered(answers.length), `The link works until ${humanTime(end)}.`].join(" "),
    ...(reason === "" ? {} : { quote: cutAt(MAX_TEXT, reason) }),
    ...(address === undefined ? {} : { address }),
  };
};

const shortened = (fact: Fact): Fact => ({ ...fact, value: cutAt(MAX_TEXT, fact.value) });

const answered = (count: number): string[] => {
  if (count === 0) return [];
  return [count === 1 ? "Its answer is on the page." : `Its ${count} answers are on the page.`];
};
