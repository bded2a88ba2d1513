import type { FoundInvitation } from "@latchkey/core/invitation-answer/read-invitation";
import { humanTime } from "../mail/human-time.ts";
import { renderPage } from "../page/page-layout.tsx";
import { settledHeading, TooLate } from "../page/settled-heading.tsx";
import { InvitationFacts } from "./invitation-facts.tsx";

export type AnsweredInvitation = Extract<FoundInvitation, { state: "answered" }>;

/** What was answered, and whether it still holds. `refused` is an answer that came too late. */
export const answeredPage = (found: AnsweredInvitation, refused?: "accept" | "decline"): string => {
  const { invitation, decision, of, stands } = found;
  const done = DONE[decision];
  return renderPage(
    settledHeading(DONE, decision, refused),
    <>
      <TooLate what="the invitation" participle={done.participle} refused={refused} />
      <p role="status">
        You {done.participle} it on {humanTime(invitation.answer?.at ?? invitation.updatedAt)}.
      </p>
      {!stands && <p>Since then {of === "team" ? LEFT_TEAM : LEFT_SERVICE}</p>}
      <InvitationFacts invitation={invitation} />
      <p className="quiet">You can close this page. {done.next[of]}</p>
    </>,
  );
};

const LEFT_TEAM = "you were taken out of the team. This link does not bring you back.";
const LEFT_SERVICE = "the service no longer names you. This link does not bring you back.";

const DONE = {
  accept: {
    heading: "The invitation is accepted",
    participle: "accepted",
    next: {
      team: "Sign in with this address to see the team.",
      service: "Applications come to you by mail from now on.",
    },
  },
  decline: {
    heading: "The invitation is declined",
    participle: "declined",
    next: {
      team: "You hear no more of it, unless the team invites you again.",
      service: "You hear no more of it, unless the team invites you again.",
    },
  },
} as const;
