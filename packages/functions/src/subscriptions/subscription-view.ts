import { HistoryEntry, Subscription } from "@latchkey/core/subscription/subscription";
import * as z from "zod/mini";

/** Both sides read the history, so it does not tell either where the other's people were. */
export const SubscriptionView = z.object({
  ...z.omit(Subscription, { remindedUntil: true }).shape,
  history: z.array(z.omit(HistoryEntry, { sourceIp: true })),
});
export type SubscriptionView = z.infer<typeof SubscriptionView>;

export const subscriptionView = ({
  remindedUntil: _kept,
  ...subscription
}: Subscription): SubscriptionView => ({
  ...subscription,
  history: subscription.history.map(({ sourceIp: _kept, ...entry }) => entry),
});
