import { statusAt } from "./status-at.ts";
import type { Step } from "./step.ts";
import { isRunning, type Subscription } from "./subscription.ts";

/** A renewal may still be decided afterwards; a change of plan is for a subscription that runs. */
export const EXPIRY: Step = { to: "expired", change: { planChange: null }, event: "subscription.expired" };

/** Records that the end of the term has passed. It counts from its moment on, also before it is recorded: `statusAt`. */
export const expire = (current: Subscription, now: number): Step | undefined =>
  isRunning(current.status) && statusAt(current, now) === "expired" ? EXPIRY : undefined;
