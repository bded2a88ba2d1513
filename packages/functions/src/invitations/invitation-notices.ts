import type { InvitationGone } from "@latchkey/core/invitation-answer/read-invitation";
import type { Notice } from "../page/notice-page.tsx";

export const GONE: Record<InvitationGone, Notice> = {
  over: {
    heading: "This invitation is past its end",
    sentence: "The time to answer is over, and so is this link. The team can invite you again.",
  },
  superseded: {
    heading: "This link has been superseded",
    sentence: "You were invited again since this mail was sent. The latest mail has the link that holds.",
  },
  withdrawn: {
    heading: "The invitation was withdrawn",
    sentence: "It does not hold any more, so there is nothing to answer.",
  },
};

/** The errors of a form that can be corrected on the page. */
export const FAULTS = {
  decision: "Please choose one of the two buttons.",
  role: "The team has changed what it offers you since you opened this page. Nothing was accepted: please look again.",
} as const;
