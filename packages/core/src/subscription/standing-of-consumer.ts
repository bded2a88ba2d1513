import { exists } from "../consumer/consumer.ts";
import type { ConsumerStore } from "../consumer/consumer-store.ts";
import type { Subscription } from "./subscription.ts";

/**
 * What has become of a subscription's consumer: a deleted one ends the subscription, and one that belongs to another team takes
 * it along, each only a little later.
 */
export type StandingOfConsumer = "kept" | "deleted" | "transferred";

export const standingOfConsumer = async (
  stores: Pick<ConsumerStore, "consumer">,
  { consumerId, consumerTeam }: Pick<Subscription, "consumerId" | "consumerTeam">,
): Promise<StandingOfConsumer> => {
  const consumer = await stores.consumer(consumerId);
  if (!exists(consumer)) return "deleted";
  return consumer.team === consumerTeam ? "kept" : "transferred";
};
