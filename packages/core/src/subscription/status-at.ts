import { isRunning, type Subscription, type SubscriptionStatus } from "./subscription.ts";

/** The status at a moment: an end that has passed counts, whether or not the job has recorded it. */
export const statusAt = (
  subscription: Pick<Subscription, "status" | "expiresAt">,
  now: number,
): SubscriptionStatus =>
  isRunning(subscription.status) &&
  subscription.expiresAt !== undefined &&
  Date.parse(subscription.expiresAt) <= now
    ? "expired"
    : subscription.status;
