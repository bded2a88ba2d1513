import type { Step } from "./step.ts";
import type { Subscription } from "./subscription.ts";

/** The provider lets calls through again. */
export const resume = ({ status }: Subscription): Step | undefined =>
  status === "suspended" ? { to: "active", event: "subscription.resumed" } : undefined;
