import type { ReactNode } from "react";

const MAX_REASON = 1000;

/** What was wrong with the form that was sent. */
export const Fault = ({ children }: { children: string | undefined }) =>
  children === undefined ? null : (
    <p className="alert" role="alert" id="fault">
      {children}
    </p>
  );

/** Without an action the form goes to this page's own address, token included. */
export const DecisionFields = ({
  fault,
  hint,
  approved = false,
  children,
}: {
  fault: string | undefined;
  hint: string;
  /** By the reader, who may still reject. */
  approved?: boolean;
  /** What goes with an approval. */
  children?: ReactNode;
}) => (
  <form method="post">
    <label htmlFor="reason">Your reason, if you like to give one</label>
    <textarea
      id="reason"
      name="reason"
      maxLength={MAX_REASON}
      rows={4}
      aria-describedby={fault === undefined ? "reason-hint" : "fault reason-hint"}
    />
    <p className="quiet" id="reason-hint">
      {`${hint} At most 1,000 characters.`}
    </p>
    {approved ? null : children}
    <div className="buttons">
      {approved ? null : <Choice decision="approve">Approve</Choice>}
      <Choice decision="reject">Reject</Choice>
    </div>
  </form>
);

/** The mail's buttons lead to the id of one: around the button, so that opening the page does not focus it. */
const Choice = ({ decision, children }: { decision: "approve" | "reject"; children: string }) => (
  <div className="choice" id={decision}>
    <button type="submit" className={decision} name="decision" value={decision}>
      {children}
    </button>
  </div>
);
