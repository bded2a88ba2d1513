import type { Subscription } from "../api/resources.ts";
import type { SubscriptionAction } from "./subscription-queries.ts";
import { askedOf } from "./waiting.ts";

interface Parts {
  asConsumer: boolean;
  asProvider: boolean;
}

/** What somebody may do to a subscription in its state, in the order of the buttons. The API has the last word. */
export const possibleActions = (
  subscription: Pick<Subscription, "status" | "renewal" | "planChange" | "expiresAt">,
  { asConsumer, asProvider }: Parts,
): SubscriptionAction[] => {
  const { status, expiresAt } = subscription;
  const asked = askedOf(subscription);
  const running = status === "active" || status === "suspended";
  const provider: SubscriptionAction[] = [
    ...(asked ? (["approve", "reject"] as const) : []),
    ...(status === "active" ? (["suspend"] as const) : []),
    ...(status === "suspended" ? (["resume"] as const) : []),
    ...(running ? (["revoke"] as const) : []),
  ];
  const canRenew = !asked && expiresAt !== undefined && (status === "active" || status === "expired");
  const consumer: SubscriptionAction[] = [
    ...(canRenew ? (["renew"] as const) : []),
    ...(status === "active" && !asked ? (["change-plan"] as const) : []),
    ...(status === "pending" ? (["withdraw"] as const) : []),
    ...(running ? (["cancel"] as const) : []),
  ];
  return [...(asProvider ? provider : []), ...(asConsumer ? consumer : [])];
};
