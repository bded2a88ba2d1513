import type { ApplicationKind } from "../subscription/history-action.ts";
import type { Subscription } from "../subscription/subscription.ts";

/** An application that waits for a decision. */
export interface OpenApplication {
  asked: ApplicationKind;
  application: number;
  askedAt: string;
  reason?: string | undefined;
  /** The plan that is asked for. */
  plan?: string | undefined;
}

/** What has to be decided of a subscription, if anything. */
export const openApplication = (
  subscription: Pick<
    Subscription,
    "status" | "application" | "appliedAt" | "reason" | "plan" | "renewal" | "planChange"
  >,
): OpenApplication | undefined => {
  const { status, application, appliedAt, reason, plan, renewal, planChange } = subscription;
  if (status === "pending") return { asked: "subscription", application, askedAt: appliedAt, reason, plan };
  if (renewal) return { asked: "renewal", plan, ...renewal };
  // The end of a term ends a change of plan with it, whether or not that was recorded yet.
  return planChange && status !== "expired" ? { asked: "plan-change", ...planChange } : undefined;
};
