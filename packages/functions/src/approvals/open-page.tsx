import type { Asked } from "@latchkey/core/approval/asked";
import type { Approval } from "@latchkey/core/approval/read-approval";
import { humanTime } from "../mail/human-time.ts";
import { renderPage } from "../page/page-layout.tsx";
import { ApplicationFacts, Quote } from "./application-facts.tsx";

export type Open = Extract<Approval, { state: "open" }>;

const MOST_REASON = 1000;

const HEADINGS: Record<Asked, string> = {
  subscription: "An application waits for your decision",
  renewal: "A renewal waits for your decision",
  "plan-change": "A change of plan waits for your decision",
};

/** The form. `fault` says what was wrong with the form that was sent; nothing of it is shown again. */
export const openPage = ({ subscription, service, link, asked }: Open, fault?: string): string => {
  const { renewal, planChange } = subscription;
  return renderPage(
    HEADINGS[asked],
    <>
      {fault !== undefined && (
        <p className="alert" role="alert" id="fault">
          {fault}
        </p>
      )}
      <ApplicationFacts
        subscription={subscription}
        application={link.application}
        service={service}
        more={[["Decide until", humanTime(link.expires * 1000)]]}
      />
      <Quote
        label="Reason given by the applicant"
        text={asked === "subscription" ? subscription.reason : (renewal ?? planChange)?.reason}
      />
      {/* Without an action it goes to this page's own address, token included. */}
      <form method="post">
        <label htmlFor="reason">Your reason, if you like to give one</label>
        <textarea
          id="reason"
          name="reason"
          maxLength={MOST_REASON}
          rows={4}
          aria-describedby={fault === undefined ? "reason-hint" : "fault reason-hint"}
        />
        <p className="quiet" id="reason-hint">
          The applicant reads it in a mail and in the history. At most 1,000 characters.
        </p>
        <div className="buttons">
          <Choice decision="approve">Approve</Choice>
          <Choice decision="reject">Reject</Choice>
        </div>
      </form>
      <p className="quiet">You decide as {link.approver}. Opening this page has decided nothing.</p>
    </>,
  );
};

/** The mail's buttons lead to the id of one: around the button, so that opening the page does not focus it. */
const Choice = ({ decision, children }: { decision: "approve" | "reject"; children: string }) => (
  <div className="choice" id={decision}>
    <button type="submit" className={decision} name="decision" value={decision}>
      {children}
    </button>
  </div>
);
