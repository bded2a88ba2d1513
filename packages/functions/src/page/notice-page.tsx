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
    sentence: "What is sent has at most 16 KB, and a reason at most 1,000 characters.",
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
