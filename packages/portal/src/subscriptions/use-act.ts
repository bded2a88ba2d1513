import { useQueryClient } from "@tanstack/react-query";
import type { Subscription } from "../api/resources.ts";
import { texts } from "../texts/texts.ts";
import { notify } from "../ui/notices.ts";
import { type ActionBody, actOnSubscription, type SubscriptionAction } from "./subscription-queries.ts";

/** Performs an action, and shows its outcome in every view of the subscription. */
export const useAct = () => {
  const client = useQueryClient();
  return async (
    subscription: string,
    action: SubscriptionAction,
    body: ActionBody,
  ): Promise<Subscription> => {
    try {
      const done = await actOnSubscription(subscription, action, body);
      client.setQueryData(["subscription", subscription], done);
      notify("good", texts.subscription.done[action]);
      return done;
    } finally {
      // Also when it was refused: another person may have been first.
      void client.invalidateQueries({ queryKey: ["subscriptions"] });
      void client.invalidateQueries({ queryKey: ["subscription", subscription] });
    }
  };
};
