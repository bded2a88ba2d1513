import { hasRequest, newRequest } from "./pending-request.ts";
import type { Step, StepOf } from "./step.ts";
import type { Subscription } from "./subscription.ts";

/** The consumer's team asks for another plan of the service. It is decided like an application for that plan. */
export const changePlan: StepOf<string> = (current, plan, context, now) => {
  if (hasRequest(current) || current.status !== "active" || plan === current.plan) return undefined;
  const request = newRequest(current, context, now);
  return {
    change: { planChange: { ...request, plan }, approvals: null, application: request.application },
    event: "subscription.plan-change-requested",
  };
};

/** The end of the term stays as it is. */
export const approvePlanChange = ({ planChange }: Subscription): Step | undefined =>
  planChange && {
    change: { plan: planChange.plan, planChange: null },
    event: "subscription.plan-changed",
    action: "approve-plan-change",
  };

export const rejectPlanChange = ({ planChange }: Subscription): Step | undefined =>
  planChange && {
    change: { planChange: null },
    event: "subscription.plan-change-rejected",
    action: "reject-plan-change",
  };
