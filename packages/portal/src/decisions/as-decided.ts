import type { Subscription } from "../api/resources.ts";

/** What a decision will make of a subscription, as far as a list shows it. */
export const asDecided = (subscription: Subscription, decision: "approve" | "reject"): Subscription => {
  const { renewal, planChange, ...rest } = subscription;
  if (subscription.status === "pending")
    return { ...rest, status: decision === "approve" ? "active" : "rejected" };
  if (decision === "reject") return rest;
  return {
    ...rest,
    ...(renewal ? { status: "active" as const } : {}),
    ...(planChange && !renewal ? { plan: planChange.plan } : {}),
  };
};
