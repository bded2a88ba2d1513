import { approvePlanChange } from "./change-plan.ts";
import { approveRenewal } from "./renew.ts";
import type { Step } from "./step.ts";
import type { Subscription } from "./subscription.ts";
import { endOfTerm, type Term } from "./term.ts";

/** The provider agrees to what is asked for: the application, a renewal or a change of plan. */
export const approve = (current: Subscription, term: Term, now: number): Step | undefined =>
  current.status === "pending"
    ? { to: "active", change: endOfTerm(term, now), event: "subscription.approved" }
    : (approveRenewal(current, term, now) ?? approvePlanChange(current));
