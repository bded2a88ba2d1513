import type { Gone } from "@latchkey/core/approval/read-approval";
import type { Notice } from "../page/notice-page.tsx";

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
