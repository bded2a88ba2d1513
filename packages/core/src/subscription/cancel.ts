import { NO_REQUEST } from "./pending-request.ts";
import type { Step } from "./step.ts";
import { isRunning, type Subscription } from "./subscription.ts";

/** The consumer's team ends a subscription for good. */
export const cancel = ({ status }: Subscription): Step | undefined =>
  isRunning(status) ? { to: "cancelled", change: NO_REQUEST, event: "subscription.cancelled" } : undefined;
