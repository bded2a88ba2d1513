import type { SubscriptionStatus } from "@latchkey/core/subscription/subscription";
import { type ListRef, listOf } from "./keys.ts";

/** Each subscription is in two lists of its service and two of its consumer: of all, and of its status. */
export const subscriptionsOfService = (service: string, status?: SubscriptionStatus): ListRef =>
  status
    ? { index: "gsi3", partition: `SUBSCRIPTIONS-OF-SERVICE#${status}#${service}` }
    : { index: "gsi1", partition: `SUBSCRIPTIONS-OF-SERVICE#${service}` };
export const subscriptionsOfConsumer = (consumerId: string, status?: SubscriptionStatus): ListRef =>
  status
    ? { index: "gsi4", partition: `SUBSCRIPTIONS-OF-CONSUMER#${status}#${consumerId}` }
    : { index: "gsi2", partition: `SUBSCRIPTIONS-OF-CONSUMER#${consumerId}` };

/** What waits for a decision of a team, the longest waiting first. The items are places of subscriptions (`currentSubscriptionKey`). */
export const applicationsOf = listOf("gsi1", "APPLICATIONS-OF-TEAM");

/** What was decided of a team's services, the latest first. The items are entries of histories (`historyKey`). */
export const decisionsOf = (serviceTeam: string): ListRef => ({
  index: "gsi1",
  partition: `DECISIONS-OF-TEAM#${serviceTeam}`,
  newestFirst: true,
});

/**
 * The latest subscription of each of a team's consumers to each service. The items are places of subscriptions. By consumers'
 * names, by services, and, of one status, by their end.
 */
export const subscriptionsOfTeam = (
  team: string,
  by: "consumer" | "service" | { status: SubscriptionStatus },
): ListRef =>
  by === "consumer"
    ? { index: "gsi2", partition: `SUBSCRIPTIONS-OF-TEAM#${team}` }
    : by === "service"
      ? { index: "gsi3", partition: `SUBSCRIPTIONS-OF-TEAM-BY-SERVICE#${team}` }
      : { index: "gsi4", partition: `SUBSCRIPTIONS-OF-TEAM#${by.status}#${team}` };
