/** What an approval says, as it is typed. Empty is as it was asked. */
export interface ApprovalDraft {
  plan: string;
  /** Absent: nothing was taken away. */
  scopes?: string[];
  /** A day, `2026-01-31`. */
  lastDay: string;
  reason: string;
}

export const AS_ASKED: ApprovalDraft = { plan: "", lastDay: "", reason: "" };

/** The last day ends where the applicant's clock may be: in UTC, as the page of the link has it. */
export const approvalOf = ({ plan, scopes, lastDay, reason }: ApprovalDraft) => ({
  ...(plan === "" ? {} : { plan }),
  ...(scopes === undefined ? {} : { scopes }),
  ...(lastDay === "" ? {} : { expiresAt: `${lastDay}T23:59:59.000Z` }),
  ...(reason.trim() === "" ? {} : { reason: reason.trim() }),
});
