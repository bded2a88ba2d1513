import type { Step } from "./step.ts";
import type { Subscription } from "./subscription.ts";

/** The provider stops the calls of a subscription for a while; its term runs on. */
export const suspend = ({ status }: Subscription): Step | undefined =>
  status === "active" ? { to: "suspended", event: "subscription.suspended" } : undefined;
