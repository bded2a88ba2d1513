import { neededApprovals, standingApprovals } from "./approvals.ts";
import { waitsSince } from "./pending-request.ts";
import type { Subscription } from "./subscription.ts";
import type { SubscriptionReads } from "./subscription-work.ts";

/** How many approvals what is asked for still waits for; nothing while nothing is asked for. */
export const missingApprovals = async (
  { stores, stage }: Pick<SubscriptionReads, "stores" | "stage">,
  subscription: Subscription,
): Promise<{ approvalsMissing?: number }> => {
  if (waitsSince(subscription) === undefined) return {};
  const service = await stores.service(subscription.service);
  if (!service) return {};
  const { admins } = stage;
  const standing = await standingApprovals({ stores, admins }, service, subscription.approvals);
  return { approvalsMissing: Math.max(1, neededApprovals(service) - standing.length) };
};
