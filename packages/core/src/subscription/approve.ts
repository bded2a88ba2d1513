import { actorName } from "../access/actor.ts";
import { isoTime } from "../clock.ts";
import { hasApproved, isOneOfMany } from "./approvals.ts";
import type { Approval } from "./approved.ts";
import { approvePlanChange } from "./change-plan.ts";
import { type Grant, granted } from "./grant.ts";
import { approveRenewal } from "./renew.ts";
import type { Step, StepOf } from "./step.ts";
import type { Subscription } from "./subscription.ts";
import { endOfTerm, type Term } from "./term.ts";

/** What an approval grants, and what it needs beside itself. */
export interface Approving extends Grant {
  /** How many different people have to approve. Absent: one. */
  needed?: number;
  /** The approvals before this one that count. Absent: all of them. */
  standing?: readonly Approval[];
}

/**
 * The provider agrees to what is asked for: the application, a renewal or a change of plan. Where several people have to
 * agree, what the last one grants holds; who has agreed already does so no second time.
 */
export const approve: StepOf<Approving> = (current, approving, { actor, delegateOf }, now) => {
  const whole = approved(current, approving.term, now);
  if (!whole) return undefined;
  const { change, changed } = granted(current, approving, whole.change, now);
  const told = changed ? { changed } : {};
  if (!isOneOfMany(actor)) return { ...whole, change, ...told };
  const { needed = 1, standing = current.approvals ?? [] } = approving;
  if (hasApproved(standing, actor, delegateOf)) return undefined;
  const approvals = [
    ...standing,
    { by: actorName(actor), at: isoTime(now), ...(delegateOf === undefined ? {} : { delegateOf }) },
  ];
  if (approvals.length >= needed) return { ...whole, change: { ...change, approvals }, ...told };
  return { change: { approvals }, event: "subscription.approval-added", action: "add-approval", ...told };
};

const approved = (current: Subscription, term: Term, now: number): Step | undefined =>
  current.status === "pending"
    ? { to: "active", change: endOfTerm(term, now), event: "subscription.approved" }
    : (approveRenewal(current, term, now) ?? approvePlanChange(current));
