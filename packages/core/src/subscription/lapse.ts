import { rejectPlanChange } from "./change-plan.ts";
import { rejectRenewal } from "./renew.ts";
import type { Step } from "./step.ts";
import type { Subscription } from "./subscription.ts";

/** What was asked for ends undecided, after the days that a stage waits for an answer. */
export const lapse = (current: Subscription): Step | undefined => {
  if (current.status === "pending") return { to: "lapsed", event: "subscription.lapsed" };
  const renewal = rejectRenewal(current);
  if (renewal) return { ...renewal, action: "lapse-renewal" };
  const planChange = rejectPlanChange(current);
  return planChange && { ...planChange, action: "lapse-plan-change" };
};
