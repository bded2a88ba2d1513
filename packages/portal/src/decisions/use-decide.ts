import { useQueryClient } from "@tanstack/react-query";
import type { Subscription } from "../api/resources.ts";
import { useMe } from "../session/me-query.ts";
import { actOnSubscription } from "../subscriptions/subscription-queries.ts";
import { texts } from "../texts/texts.ts";
import { useOptimistic } from "../ui/use-optimistic.ts";
import { type Waiting, waitingQuery } from "./decision-queries.ts";

/** Decides at one click: the application leaves the list at once, and comes back if the API says no. */
export const useDecide = () => {
  const client = useQueryClient();
  const change = useOptimistic<Waiting>(waitingQuery(useMe()).queryKey);
  return async (subscription: Subscription, decision: "approve" | "reject", reason: string) => {
    await change({
      expect: (known) => ({ ...known, items: known.items.filter(({ id }) => id !== subscription.id) }),
      send: () => actOnSubscription(subscription.id, decision, reason === "" ? {} : { reason }),
      done: texts.subscription.done[decision],
    });
    await client.invalidateQueries({ queryKey: ["subscriptions"] });
  };
};
