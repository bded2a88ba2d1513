import type { Gone } from "@latchkey/core/approval/read-approval";
import { renderPage } from "./page-layout.tsx";

/** What there is to say where there is nothing to decide. */
export interface Notice {
  heading: string;
  sentence: string;
}

export const noticePage = ({ heading, sentence }: Notice): string => renderPage(heading, <p>{sentence}</p>);

export const UNKNOWN: Notice = {
  heading: "This link is not valid",
  sentence:
    "It may have been cut off when it was copied, or belong to something that is gone. Please open it from the mail again.",
};

export const GONE: Record<Gone, Notice> = {
  over: {
    heading: "This link is past its end",
    sentence: "The time to decide is over, and so is this link. The consumer can apply again.",
  },
  "not-named": {
    heading: "This link decides nothing any more",
    sentence: "Its approver is no longer named for this service. Those who are have links of their own.",
  },
  withdrawn: {
    heading: "The application was withdrawn",
    sentence: "The consumer's team took it back, so there is nothing to decide.",
  },
  lapsed: {
    heading: "The application has lapsed",
    sentence: "Nobody decided in time. The consumer can apply again.",
  },
  superseded: {
    heading: "This link has been superseded",
    sentence:
      "The subscription has changed since the mail was sent, so there is nothing to decide by this link.",
  },
};

/** Sentences for forms that are refused as a whole. */
export const REFUSED = {
  foreign: {
    heading: "This was not sent from our page",
    sentence:
      "A decision is only taken from the page itself. Please open the link from the mail and decide there.",
  },
  "media-type": {
    heading: "This is not a form",
    sentence: "A decision is sent as application/x-www-form-urlencoded, as the page does it.",
  },
  "too-large": {
    heading: "This is too long",
    sentence: "A decision has at most 16 KB, and its reason at most 1,000 characters.",
  },
  busy: {
    heading: "Please try again in a moment",
    sentence: "Something that we depend on did not answer. Deciding again is safe: a decision is taken once.",
  },
  broken: {
    heading: "Something went wrong here",
    sentence: "It has been written down. Please try again later; deciding again is safe.",
  },
} as const satisfies Record<string, Notice>;

/** What is wrong with a form that can be mended on the page. */
export const FAULTS = {
  decision: "Please choose one of the two buttons.",
  reason: "The reason has more than 1,000 characters, or some that are not text. Please change it.",
} as const;
