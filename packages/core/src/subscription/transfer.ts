import { NO_REQUEST } from "./pending-request.ts";
import type { Step } from "./step.ts";
import type { Subscription } from "./subscription.ts";

/**
 * It belongs to its consumer's new team: the status and the term stay. What the former team has asked for beside it ends, and a
 * pending application is withdrawn before (`stepsAfterTransfer`): the new team asks by itself.
 */
export const transfer = ({ status, consumerTeam }: Subscription, team: string): Step | undefined =>
  status === "pending" || consumerTeam === team
    ? undefined
    : { change: { consumerTeam: team, ...NO_REQUEST }, event: "subscription.transferred" };
