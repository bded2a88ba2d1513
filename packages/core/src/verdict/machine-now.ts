import { boundsOf } from "../access/authority.ts";
import type { Machine } from "../access/caller.ts";
import { managementRole, managementScopes } from "../access/management-scope.ts";
import type { CallRecordStore, OwnRecords } from "../call-records/call-records.ts";
import type { Credential } from "../credential/credential.ts";
import { narrowedScopes } from "../credential/oauth2/narrowed-scopes.ts";
import { lookupOf } from "../credential/part/credential-place.ts";
import { credentialState } from "../credential/part/credential-state.ts";
import { Refusal } from "../refusal.ts";
import { LATCHKEY_SERVICE } from "../service/service.ts";
import { decideAccess } from "./decide-access.ts";

/**
 * A machine that is about to change something, as its records are at this moment. The authorizer may have remembered
 * them for some seconds: long enough for a credential that was disabled or narrowed to make itself a successor.
 *
 * @throws Refusal `invalid-credential` or `forbidden` when it would not be let in any more.
 */
export const machineNow = async (
  store: Pick<CallRecordStore, "read">,
  machine: Machine,
  now: number,
): Promise<Machine> => {
  const { consumerId, credentialId } = machine;
  const { own, service, suspendedTeams } = await store.read({
    slug: LATCHKEY_SERVICE,
    callers: [{ consumerId, lookup: lookupOf(credentialId) }],
    service: true,
    suspendedTeams: true,
  });
  const [{ credential: stored, consumer, subscription } = NO_RECORDS] = own;
  // A look-up part is short: another credential of the consumer may have it.
  if (stored?.id !== credentialId || !consumer || credentialState(stored, now))
    throw new Refusal("invalid-credential", "The credential is missing or not valid.");
  const credential = asPresented(stored, machine);
  const records = {
    credential,
    consumer,
    subscription,
    service: service?.found,
    suspendedTeams: suspendedTeams ?? NO_TEAMS,
  };
  const access = decideAccess(records, { method: "", rest: "", sourceIp: machine.sourceIp }, now);
  if ("refused" in access)
    throw new Refusal("forbidden", `The consumer may not do this any more: ${access.refused}.`);
  const held = managementRole(managementScopes(credential.scopes, subscription?.scopes));
  return { ...machine, ...held, bounds: boundsOf(credential, held.admin || held.role === "owner") };
};

const NO_RECORDS: OwnRecords = { credential: undefined, consumer: undefined, subscription: undefined };
const NO_TEAMS: ReadonlySet<string> = new Set();

/** An access token may be narrower than its credential. */
const asPresented = (credential: Credential, { tokenScopes }: Machine): Credential =>
  tokenScopes
    ? { ...credential, scopes: narrowedScopes(credential.scopes, tokenScopes, LATCHKEY_SERVICE) }
    : credential;
