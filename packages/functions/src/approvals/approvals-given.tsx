import { deciderOf } from "@latchkey/core/approval/approval-link";
import { isApprovalOf } from "@latchkey/core/subscription/approvals";
import type { Approval } from "@latchkey/core/subscription/approved";
import { changedLines } from "../mail/changed-lines.ts";
import { humanTime } from "../mail/human-time.ts";
import type { Open } from "./open-approval.ts";

/** Who has approved, what they propose, and how many are missing; nothing where one approval is enough. */
export const ApprovalsGiven = ({ approvals, needed, link, subscription }: Open) => {
  if (needed === 1) return null;
  const missing = Math.max(1, needed - approvals.length);
  const own = approvals.find(
    (each) => isApprovalOf(each, deciderOf(link)) || isApprovalOf(each, link.approver),
  );
  return (
    <>
      {own && (
        <p role="status">{`${ownWords(own, deciderOf(link))} on ${humanTime(own.at)}. You can still reject it.`}</p>
      )}
      <figure>
        <figcaption>{`${needed} people have to approve: ${missing} missing`}</figcaption>
        {approvals.length === 0 ? (
          <p>None has approved yet.</p>
        ) : (
          <ul>
            {approvals.map((each) => (
              <li key={each.by}>{lineOf(each, subscription)}</li>
            ))}
          </ul>
        )}
      </figure>
    </>
  );
};

/** An approver and a delegate approve once together. */
const ownWords = ({ by, delegateOf }: Approval, decider: string): string =>
  by === decider ? "You approved it" : `${by} approved it${placeOf(delegateOf)}`;

const placeOf = (delegateOf: string | undefined): string =>
  delegateOf === undefined ? "" : ` in place of ${delegateOf}`;

/** An approver's own proposal; what the last one says holds. */
const lineOf = ({ by, at, delegateOf }: Approval, { history }: Open["subscription"]): string => {
  const entry = history.find((each) => each.at === at && each.action === "add-approval");
  const proposed = entry?.changed ? ` Proposed: ${changedLines(entry.changed).join(". ")}.` : "";
  return `${by}${placeOf(delegateOf)}, ${humanTime(at)}.${proposed}`;
};
