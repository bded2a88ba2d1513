import { deciderOf } from "@latchkey/core/approval/approval-link";
import { isApprovalOf } from "@latchkey/core/subscription/approvals";
import type { ApplicationKind } from "@latchkey/core/subscription/history-action";
import { Answers, ApplicationFacts, Quote } from "../decisions/application-facts.tsx";
import { DecisionFields, Fault } from "../decisions/decision-fields.tsx";
import { humanTime } from "../mail/human-time.ts";
import { renderPage } from "../page/page-layout.tsx";
import { ApprovalsGiven } from "./approvals-given.tsx";
import { ChangesFields } from "./changes-fields.tsx";
import type { Open } from "./open-approval.ts";

const HEADINGS: Record<ApplicationKind, string> = {
  subscription: "An application waits for your decision",
  renewal: "A renewal waits for your decision",
  "plan-change": "A change of plan waits for your decision",
};

/** The form. `fault` says what was wrong with the form that was sent; nothing of it is shown again. */
export const openPage = (open: Open, fault?: string): string => {
  const { subscription, service, link, asked, approvals } = open;
  const { renewal, planChange } = subscription;
  return renderPage(
    HEADINGS[asked],
    <>
      <Fault>{fault}</Fault>
      <ApplicationFacts
        subscription={subscription}
        application={link.application}
        service={service}
        more={[["Decide until", humanTime(link.expires * 1000)]]}
      />
      <Answers subscription={subscription} application={link.application} />
      <Quote
        label="Reason given by the applicant"
        text={asked === "subscription" ? subscription.reason : (renewal ?? planChange)?.reason}
      />
      <ApprovalsGiven {...open} />
      <DecisionFields
        fault={fault}
        hint="The applicant reads it in a mail and in the history."
        approved={approvals.some(
          (each) => isApprovalOf(each, deciderOf(link)) || isApprovalOf(each, link.approver),
        )}
      >
        <ChangesFields subscription={subscription} service={service} />
      </DecisionFields>
      <p className="quiet">
        You decide as {deciderOf(link)}
        {link.delegate === undefined ? "" : `, who decides in place of ${link.approver}`}. Opening this page
        has decided nothing.
      </p>
    </>,
  );
};
