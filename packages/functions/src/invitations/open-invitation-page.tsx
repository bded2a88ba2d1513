import type { FoundInvitation } from "@latchkey/core/invitation-answer/read-invitation";
import { renderPage } from "../page/page-layout.tsx";
import { InvitationFacts } from "./invitation-facts.tsx";

export type OpenInvitation = Extract<FoundInvitation, { state: "open" }>;

/** The form. `fault` says what was wrong with the one that was sent. */
export const openInvitationPage = (found: OpenInvitation, fault?: string): string => {
  const { offer } = found.invitation;
  return renderPage(
    found.of === "team" ? "You are invited to a team" : "You are asked to decide on applications",
    <>
      {fault !== undefined && (
        <p className="alert" role="alert" id="fault">
          {fault}
        </p>
      )}
      <InvitationFacts invitation={found.invitation} />
      <p>{found.of === "team" ? JOINING : DECIDING}</p>
      {/* Without an action it goes to this page's own address, token included. */}
      <form method="post">
        {offer.kind === "member" && <input type="hidden" name="role" value={offer.role} />}
        <div className="buttons">
          <div className="choice" id="accept">
            <button type="submit" className="approve" name="decision" value="accept">
              Accept
            </button>
          </div>
          <div className="choice" id="decline">
            <button type="submit" className="reject" name="decision" value="decline">
              Decline
            </button>
          </div>
        </div>
      </form>
      <p className="quiet">
        Opening this page has changed nothing. Without an answer you hear no more of it.
      </p>
    </>,
  );
};

const JOINING =
  "When you accept, you can manage what the team has on this platform, signed in with this address, and get its mails.";
const DECIDING =
  "When you accept, each application for the service is brought to you by a mail with a link. You need no account for it.";
