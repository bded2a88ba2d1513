import { allow } from "../access/access.ts";
import { MANAGEMENT_SCOPES } from "../access/management-scope.ts";
import { invalidInput } from "../refusal.ts";
import { LATCHKEY_SERVICE, type Service } from "../service/service.ts";
import type { Subscription } from "./subscription.ts";
import type { SubscriptionReads } from "./subscription-work.ts";

/** The names that may be asked for; the management API's `admin` is granted by no application. */
const scopesOf = (service: Service): readonly string[] =>
  service.slug === LATCHKEY_SERVICE ? MANAGEMENT_SCOPES : (service.scopes ?? []).map(({ name }) => name);

/** @throws Refusal `invalid-input` for a scope that the service has not got. */
export const requireScopes = (service: Service, scopes: readonly string[] | undefined): void => {
  const known = scopesOf(service);
  const unknown = scopes?.findIndex((scope) => !known.includes(scope)) ?? -1;
  if (unknown >= 0)
    throw invalidInput(`/scopes/${unknown}`, `One of: ${known.join(", ") || "the service has no scopes"}.`);
};

/** To manage as an owner is for owners to ask, of a renewal too: a member would become one by a consumer's key. */
export const isForOwners = ({ service, scopes }: Pick<Subscription, "service" | "scopes">): boolean =>
  service === LATCHKEY_SERVICE && scopes?.includes("owner") === true;

/** @throws Refusal `forbidden` for an application that only an owner may make. */
export const requireOwnerToAsk = async (
  { stores, caller }: Pick<SubscriptionReads, "stores" | "caller">,
  asked: Pick<Subscription, "service" | "consumerTeam" | "scopes">,
): Promise<void> => {
  if (isForOwners(asked)) await allow(stores, caller, asked.consumerTeam, "apply-as-owner", "consumer");
};
