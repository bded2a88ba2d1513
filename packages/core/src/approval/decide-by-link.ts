import type { Actor } from "../access/actor.ts";
import type { Commit } from "../store/change.ts";
import { hasApproved } from "../subscription/approvals.ts";
import { approving } from "../subscription/approving.ts";
import { asOffered, carryOut } from "../subscription/carry-out.ts";
import type { ApprovalChanges } from "../subscription/grant.ts";
import type { SubscriptionRecord } from "../subscription/subscription.ts";
import { deciderOf } from "./approval-link.ts";
import { type Approval, type ApprovalReads, readApproval } from "./read-approval.ts";

/** `conflict` tells that the opposite had been decided before. */
export type LinkDecision = { approval: Approval; conflict: boolean };

export interface DecisionByLink extends ApprovalChanges {
  decision: "approve" | "reject";
  reason?: string;
  /** Where it was decided from. */
  sourceIp: string;
}

/**
 * Decides by an approval link. The same decision again changes nothing and shows the current state, an approval that others
 * have to follow too; who has approved may still reject.
 *
 * @throws Raced when another approver decided at the same moment: after a retry it reads as decided.
 * @throws Refusal `invalid-input` for a plan, scopes or an end that cannot be granted.
 */
export const decideByLink = async (
  work: ApprovalReads & { commit: Commit<SubscriptionRecord> },
  token: string,
  { decision, reason, sourceIp, ...changes }: DecisionByLink,
): Promise<LinkDecision> => {
  const approval = await readApproval(work, token);
  if (approval.state === "decided") return { approval, conflict: approval.decision !== decision };
  if (approval.state !== "open") return { approval, conflict: false };
  const { subscription, service, link, approvals } = approval;
  const actor: Actor = { kind: "person", email: deciderOf(link) };
  const delegateOf = link.delegate === undefined ? undefined : link.approver;
  if (decision === "approve" && hasApproved(approvals, actor, delegateOf))
    return { approval, conflict: false };
  const command =
    decision === "approve"
      ? await approving({ ...work, stage: work }, service, subscription, changes)
      : ({ do: "reject" } as const);
  const context = {
    actor,
    ...(delegateOf === undefined ? {} : { delegateOf }),
    sourceIp,
    ...(reason ? { reason } : {}),
  };
  await carryOut(work, subscription, command, context, undefined, asOffered(service, command));
  return { approval: await readApproval(work, token), conflict: false };
};
