import type { Command } from "./decide-subscription.ts";
import type { Subscription } from "./subscription.ts";

/*
 * A transfer of a consumer is decided by one write of its record, and its subscriptions follow one by one. Until then what the
 * former team has asked for reads as withdrawn, and neither team acts as the consumer's (`standingOfConsumer`).
 */

/** The steps by which a subscription follows its consumer to a team. None when it has. */
export const stepsAfterTransfer = (
  { consumerTeam, status }: Pick<Subscription, "consumerTeam" | "status">,
  team: string,
): Command[] =>
  consumerTeam === team
    ? []
    : [...(status === "pending" ? [{ do: "withdraw" as const }] : []), { do: "transfer", team }];
