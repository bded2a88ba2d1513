import { may, type TeamAccess, teamAccess } from "../access/access.ts";
import { Refusal } from "../refusal.ts";
import { LATCHKEY_SERVICE } from "../service/service.ts";
import { isForOwners } from "./asked-scopes.ts";
import type { Subscription } from "./subscription.ts";
import type { SubscriptionAction } from "./subscription-input.ts";
import type { SubscriptionReads } from "./subscription-work.ts";

/** What the caller is to the two teams that a subscription is between. */
export interface Sides {
  readonly consumer: TeamAccess;
  readonly provider: TeamAccess;
}

export const sidesOf = async (
  { stores, caller }: Pick<SubscriptionReads, "stores" | "caller">,
  { consumerTeam, serviceTeam }: Pick<Subscription, "consumerTeam" | "serviceTeam">,
): Promise<Sides> => {
  const asConsumer = teamAccess(stores, caller, consumerTeam);
  const asProvider = serviceTeam === consumerTeam ? asConsumer : teamAccess(stores, caller, serviceTeam);
  const [consumer, provider] = await Promise.all([asConsumer, asProvider]);
  return { consumer, provider };
};

/** Only root's own subscription to the management API has it; a provider may name a scope of its own so. */
const ADMIN_SCOPE = "admin";

const CONSUMERS_SIDE: readonly SubscriptionAction[] = ["withdraw", "cancel", "renew", "change-plan"];

/** What is decided like an application. */
export const asks = (action: SubscriptionAction): boolean => action === "renew" || action === "change-plan";

/** Why a caller who may see a subscription may not do this to it in any state. */
export const forbidden = (
  sides: Sides,
  subscription: Pick<Subscription, "service" | "scopes">,
  action: SubscriptionAction,
): Refusal | undefined => {
  const { service, scopes } = subscription;
  const isConsumers = CONSUMERS_SIDE.includes(action);
  const access = isConsumers ? sides.consumer : sides.provider;
  const isForAdmins = service === LATCHKEY_SERVICE && !isConsumers;
  if (!may(access, isConsumers ? "apply" : "decide") || (isForAdmins && access !== "admin"))
    return new Refusal("forbidden", `Your role does not allow you to ${action} this subscription.`);
  if (service === LATCHKEY_SERVICE && scopes?.includes(ADMIN_SCOPE))
    return new Refusal("forbidden", "The consumer root stays subscribed.");
  if (asks(action) && isForOwners(subscription) && !may(sides.consumer, "apply-as-owner"))
    return new Refusal("forbidden", "Your role in the team does not allow this.");
  return undefined;
};
