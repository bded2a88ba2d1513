import { may, standingIn } from "../access/access.ts";
import { Refusal } from "../refusal.ts";
import { LATCHKEY_SERVICE } from "../service/service.ts";
import { requireOwnerToAsk } from "./asked-scopes.ts";
import type { Subscription } from "./subscription.ts";
import type { SubscriptionAction } from "./subscription-input.ts";
import type { SubscriptionWork } from "./subscription-work.ts";

/** Only root's own subscription to the management API has it; a provider may name a scope of its own so. */
const ADMIN_SCOPE = "admin";

const CONSUMERS_SIDE: readonly SubscriptionAction[] = ["withdraw", "cancel", "renew", "change-plan"];

export const allowAction = async (
  work: SubscriptionWork,
  subscription: Subscription,
  action: SubscriptionAction,
): Promise<void> => {
  const consumersSide = CONSUMERS_SIDE.includes(action);
  const team = consumersSide ? subscription.consumerTeam : subscription.serviceTeam;
  const standing = await standingIn(work.stores, work.caller, team);
  const allowed = may(standing, consumersSide ? "apply" : "decide");
  const onlyAdmins = subscription.service === LATCHKEY_SERVICE && !consumersSide;
  if (!allowed || (onlyAdmins && standing !== "admin"))
    throw new Refusal("forbidden", `Your role does not allow you to ${action} this subscription.`);
  if (subscription.service === LATCHKEY_SERVICE && subscription.scopes?.includes(ADMIN_SCOPE))
    throw new Refusal("forbidden", "The consumer root stays subscribed.");
  if (asks(action)) await requireOwnerToAsk(work, subscription);
};

/** What is decided like an application. */
export const asks = (action: SubscriptionAction): boolean => action === "renew" || action === "change-plan";
