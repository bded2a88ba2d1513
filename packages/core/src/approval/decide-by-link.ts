import type { Actor } from "../access/actor.ts";
import { planOfSubscription } from "../service/plans.ts";
import type { Commit } from "../store/change.ts";
import { carryOut } from "../subscription/carry-out.ts";
import { statusAt } from "../subscription/status-at.ts";
import type { SubscriptionRecord } from "../subscription/subscription.ts";
import { termOf } from "../subscription/term.ts";
import { type Approval, type ApprovalReads, readApproval } from "./read-approval.ts";

/** `conflict` tells that the opposite had been decided before. */
export type LinkDecision = { approval: Approval; conflict: boolean };

export interface DecisionByLink {
  decision: "approve" | "reject";
  reason?: string;
  /** Where it was decided from. */
  sourceIp: string;
}

/**
 * Decides by an approval link. The same decision again changes nothing and shows the current state.
 *
 * @throws Raced when another approver decided at the same moment: after a retry it reads as decided.
 */
export const decideByLink = async (
  work: ApprovalReads & { commit: Commit<SubscriptionRecord> },
  token: string,
  { decision, reason, sourceIp }: DecisionByLink,
): Promise<LinkDecision> => {
  const approval = await readApproval(work, token);
  if (approval.state === "decided") return { approval, conflict: approval.decision !== decision };
  if (approval.state !== "open") return { approval, conflict: false };
  const { subscription, service, link } = approval;
  const plan = planOfSubscription(service, subscription.plan);
  const command =
    decision === "approve" ? ({ do: "approve", term: termOf(plan) } as const) : ({ do: "reject" } as const);
  const actor: Actor = { kind: "person", email: link.approver };
  const context = { actor, sourceIp, ...(reason ? { reason } : {}) };
  const decided = await carryOut(work, subscription, command, context);
  const entry = decided.history.at(-1);
  if (!entry) throw new Error("A decision leaves an entry in the history.");
  const status = statusAt(decided, work.now);
  return {
    approval: { state: "decided", link, decision, entry, subscription: decided, service, status },
    conflict: false,
  };
};
