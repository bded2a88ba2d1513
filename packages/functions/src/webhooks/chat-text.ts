import type { ApplicationNotice } from "@latchkey/core/notification/notification";
import { plainLine } from "../mail/plain-words.ts";

/** What is told of an application; no time is, since it may be posted late. */
export type ChatFacts = Omit<ApplicationNotice, "link" | "inPlaceOf">;

/** As much of a text as a channel shows; the whole of it is in the portal. Characters. */
const MOST = 300;
const MOST_ANSWERS = 10;

const ASKED: Record<ApplicationNotice["asked"], string> = {
  subscription: "An application waits for a decision.",
  renewal: "A renewal waits for a decision.",
  "plan-change": "A change of plan waits for a decision.",
};

/**
 * One text for Slack and Teams. The last line is the portal's page, where a person signs in to decide: it decides nothing itself, since
 * everybody in the channel sees it. A line ends as Markdown and Slack both read it.
 */
export const chatText = (facts: ChatFacts, page: string | undefined): string => {
  const { asked, service, consumer, applicant, plan, newPlan, scopes, reason, answers = [] } = facts;
  return [
    ASKED[asked],
    `Service: ${chatWords(service.name)} (${chatWords(service.slug)})`,
    `Consumer: ${chatWords(consumer.name)} of the team ${chatWords(consumer.team)}`,
    `Applicant: ${SAFE_ADDRESS.test(applicant) ? applicant : chatWords(applicant)}`,
    ...(plan === undefined ? [] : [`Plan: ${chatWords(plan)}`]),
    ...(newPlan === undefined ? [] : [`Asked for: ${chatWords(newPlan)}`]),
    ...(scopes.length === 0 ? [] : [`Scopes: ${chatWords(scopes.join(", "))}`]),
    ...(reason === undefined ? [] : [`Reason: ${chatWords(reason)}`]),
    ...answers
      .slice(0, MOST_ANSWERS)
      .map(({ label, text }) => `Answer to “${chatWords(label)}”: ${chatWords(text)}`),
    ...(answers.length > MOST_ANSWERS ? ["More answers are in the portal."] : []),
    ...(page === undefined ? [] : [page]),
  ].join("  \n");
};

/** A verified address without a character that a chat could read as markup. */
const SAFE_ADDRESS = /^[a-z0-9.+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+$/i;

/** Marks by which Slack and Teams make links, mentions, channels, formats, tags, tables and entities. */
const MARKUP = /[&<>*_~`[\]|\\#@]/g;

/** To the form in full width (U+FF01 to U+FF5E), which looks alike and is markup nowhere. */
const FULL_WIDTH = 0xfee0;

/** What a stranger wrote, on one line, so that no chat makes a link, a mention or a format of it. */
export const chatWords = (text: string): string => {
  const letters = [...plainLine(text)];
  const short = letters.length > MOST ? `${letters.slice(0, MOST).join("")}…` : letters.join("");
  return short.replace(MARKUP, (mark) => String.fromCodePoint(mark.charCodeAt(0) + FULL_WIDTH));
};
