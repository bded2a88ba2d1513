import { managementScopes } from "../access/management-scope.ts";
import type { TokenTarget } from "../access-token/access-token.ts";
import { LATCHKEY_SERVICE } from "../service/service.ts";
import type { ServiceStore } from "../service/service-store.ts";
import { statusAt } from "../subscription/status-at.ts";
import type { Subscription } from "../subscription/subscription.ts";
import type { SubscriptionStore } from "../subscription/subscription-store.ts";
import type { ProvenClient } from "./authenticate-client.ts";
import { hasScopes, scopesAt } from "./granted-scopes.ts";
import { OauthRefusal } from "./oauth-refusal.ts";

export type ScopeStores = Pick<SubscriptionStore, "subscriptionsOfConsumer"> & Pick<ServiceStore, "service">;

/** Subscriptions of a client without scopes that are looked through for a scope, the first ones. */
const MOST_SUBSCRIPTIONS = 100;

/** @throws OauthRefusal where the client lacks a scope that it asks for: none is left out in silence */
export const requireScopes = async (
  stores: ScopeStores,
  client: ProvenClient,
  target: TokenTarget,
  asked: readonly string[],
  now: number,
): Promise<void> => {
  const { credential, service, subscription } = client;
  const isOfOne = target !== "all" && service !== undefined && subscription !== undefined;
  const others = isOfOne
    ? scopesAt(service, credential.scopes, subscription)
    : credential.scopes
      ? []
      : await scopesOfAll(stores, credential.consumerId, now);
  if (!hasScopes(asked, credential.scopes, new Set(others)))
    throw new OauthRefusal("invalid_scope", "The client does not have every scope that it asks for.");
};

const scopesOfAll = async (stores: ScopeStores, consumerId: string, now: number): Promise<string[]> => {
  const page = { limit: MOST_SUBSCRIPTIONS };
  const { items } = await stores.subscriptionsOfConsumer(consumerId, { status: "active" }, page);
  const running = items.filter((each) => statusAt(each, now) === "active");
  return (await Promise.all(running.map((each) => scopesOf(stores, each)))).flat();
};

const scopesOf = async (
  stores: ScopeStores,
  subscription: Pick<Subscription, "service" | "serviceId" | "scopes">,
): Promise<string[]> => {
  if (subscription.service === LATCHKEY_SERVICE) return managementScopes(undefined, subscription.scopes);
  const service = await stores.service(subscription.service);
  return service?.id === subscription.serviceId ? scopesAt(service, undefined, subscription) : [];
};
