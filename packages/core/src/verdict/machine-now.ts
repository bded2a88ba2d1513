import { boundsOf } from "../access/authority.ts";
import type { Machine } from "../access/caller.ts";
import { managementRole, managementScopes } from "../access/management-scope.ts";
import type { ConsumerStore } from "../consumer/consumer-store.ts";
import type { CredentialStore } from "../credential/credential-store.ts";
import { credentialState } from "../credential/part/credential-state.ts";
import { Refusal } from "../refusal.ts";
import { LATCHKEY_SERVICE } from "../service/service.ts";
import type { ServiceStore } from "../service/service-store.ts";
import type { SubscriptionStore } from "../subscription/subscription-store.ts";
import { decideAccess } from "./decide-access.ts";

type MachineStores = Pick<CredentialStore, "credential"> &
  Pick<ConsumerStore, "consumer"> &
  Pick<SubscriptionStore, "currentSubscription"> &
  Pick<ServiceStore, "service">;

/**
 * A machine that is about to change something, as its records are at this moment. The authorizer may have remembered
 * them for some seconds: long enough for a credential that was disabled or narrowed to make itself a successor.
 *
 * @throws Refusal `invalid-credential` or `forbidden` when it would not be let in any more.
 */
export const machineNow = async (stores: MachineStores, machine: Machine, now: number): Promise<Machine> => {
  const { consumerId, credentialId } = machine;
  const [credential, consumer, subscription, service] = await Promise.all([
    stores.credential(consumerId, credentialId),
    stores.consumer(consumerId),
    stores.currentSubscription(consumerId, LATCHKEY_SERVICE),
    stores.service(LATCHKEY_SERVICE),
  ]);
  if (!credential || !consumer || credentialState(credential, now))
    throw new Refusal("invalid-credential", "The credential is missing or not valid.");
  const records = { credential, consumer, subscription, service, suspendedTeams: NOT_READ };
  const access = decideAccess(records, { method: "", rest: "", sourceIp: machine.sourceIp }, now);
  if ("refused" in access)
    throw new Refusal("forbidden", `The consumer may not do this any more: ${access.refused}.`);
  const held = managementRole(managementScopes(credential.scopes, subscription?.scopes));
  return { ...machine, ...held, bounds: boundsOf(credential, held.admin || held.role === "owner") };
};

/** The authorizer has asked for the suspension of teams; no machine ends its own team's. */
const NOT_READ: ReadonlySet<string> = new Set();
