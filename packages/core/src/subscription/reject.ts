import { rejectPlanChange } from "./change-plan.ts";
import { rejectRenewal } from "./renew.ts";
import type { Step } from "./step.ts";
import type { Subscription } from "./subscription.ts";

/** The provider refuses what is asked for: the application, a renewal or a change of plan. */
export const reject = (current: Subscription): Step | undefined =>
  current.status === "pending"
    ? { to: "rejected", event: "subscription.rejected" }
    : (rejectRenewal(current) ?? rejectPlanChange(current));
