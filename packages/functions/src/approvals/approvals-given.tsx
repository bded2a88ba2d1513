import type { Approval } from "@latchkey/core/subscription/approved";
import { changedLines } from "../mail/changed-lines.ts";
import { humanTime } from "../mail/human-time.ts";
import type { Open } from "./open-approval.ts";

/** Who has approved, what they propose, and how many are missing; nothing where one approval is enough. */
export const ApprovalsGiven = ({ approvals, needed, link, subscription }: Open) => {
  if (needed === 1) return null;
  const missing = Math.max(1, needed - approvals.length);
  const own = approvals.find(({ by }) => by === link.approver);
  return (
    <>
      {own && <p role="status">{`You approved it on ${humanTime(own.at)}. You can still reject it.`}</p>}
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

/** An approver's own proposal; what the last one says holds. */
const lineOf = ({ by, at }: Approval, { history }: Open["subscription"]): string => {
  const entry = history.find((each) => each.at === at && each.action === "add-approval");
  const proposed = entry?.changed ? ` Proposed: ${changedLines(entry.changed).join(". ")}.` : "";
  return `${by}, ${humanTime(at)}.${proposed}`;
};
