import type { Step } from "./step.ts";
import type { Subscription } from "./subscription.ts";

/** The consumer's team takes an application back before it is decided. */
export const withdraw = ({ status }: Subscription): Step | undefined =>
  status === "pending" ? { to: "withdrawn", event: "subscription.withdrawn" } : undefined;
