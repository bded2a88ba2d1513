import type { Commit } from "../store/change.ts";
import { carryOut } from "../subscription/act-on-subscription.ts";
import { planOf, termOf } from "../subscription/apply-for-service.ts";
import type { Subscription } from "../subscription/subscription.ts";
import { type Approval, type ApprovalReads, readApproval } from "./read-approval.ts";

/** `conflict` tells that the opposite had been decided before. */
export type LinkDecision = { approval: Approval; conflict: boolean };

/**
 * Decides by an approval link. The same decision again changes nothing and shows what has become of it.
 *
 * @throws Raced when somebody decided in the same moment: do it again, and it reads as decided.
 */
export const decideByLink = async (
  work: ApprovalReads & { commit: Commit },
  token: string,
  decision: "approve" | "reject",
  reason: string | undefined,
): Promise<LinkDecision> => {
  const approval = await readApproval(work, token);
  if (approval.state === "decided") return { approval, conflict: approval.decision !== decision };
  if (approval.state !== "open") return { approval, conflict: false };
  const { subscription, service, link } = approval;
  const plan = service.plans.some((each) => each.name === subscription.plan)
    ? planOf(service, subscription.plan)
    : undefined;
  const command =
    decision === "approve" ? ({ do: "approve", term: termOf(plan) } as const) : ({ do: "reject" } as const);
  const decided = await carryOut(work, subscription, command, {
    actor: link.approver,
    ...(reason ? { reason } : {}),
  });
  return { approval: asDecided(approval, decided, decision), conflict: false };
};

const asDecided = (
  approval: Approval & { state: "open" },
  subscription: Subscription,
  decision: "approve" | "reject",
): Approval => {
  const entry = subscription.history.at(-1);
  if (!entry) throw new Error("A decision leaves an entry in the history.");
  return { state: "decided", decision, entry, subscription, service: approval.service };
};
