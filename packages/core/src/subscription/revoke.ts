import { NO_REQUEST } from "./pending-request.ts";
import type { Step } from "./step.ts";
import { isRunning, type Subscription } from "./subscription.ts";

/** The provider ends a subscription for good. */
export const revoke = ({ status }: Subscription): Step | undefined =>
  isRunning(status) ? { to: "revoked", change: NO_REQUEST, event: "subscription.revoked" } : undefined;
