import { allowAdmin, standingIn } from "../access/access.ts";
import type { Caller } from "../access/caller.ts";
import { isRoot } from "../consumer/change-consumer.ts";
import type { Consumer } from "../consumer/consumer.ts";
import { Refusal } from "../refusal.ts";
import { LATCHKEY_SERVICE } from "../service/service.ts";
import type { Work } from "../work.ts";
import type { Credential } from "./credential.ts";

/**
 * Nobody mints a credential that may do more than they: a leaked key with an end could otherwise make itself one
 * without, and a member could become an owner through a consumer that manages as one.
 *
 * @returns the credential with its end cut to the machine's own.
 * @throws Refusal `forbidden` for a credential that acts as an owner of the team, or would once its consumer may, or
 * as `root`.
 */
export const boundByIssuer = async <C extends Pick<Credential, "expiresAt" | "scopes">>(
  work: Work,
  consumer: Consumer,
  credential: C,
): Promise<C> => {
  refuseForRoot(work, consumer);
  await refuseOwnership(work, consumer, credential.scopes);
  return endingWithMachine(work.caller, credential);
};

/**
 * Root's credentials are the platform's: whoever merely belongs to its team would become an admin by one, or lock the
 * admins out.
 */
export const refuseForRoot = (work: Pick<Work, "caller">, consumer: Consumer): void => {
  if (isRoot(consumer)) allowAdmin(work.caller);
};

const refuseOwnership = async (
  work: Work,
  consumer: Consumer,
  scopes: readonly string[] | undefined,
): Promise<void> => {
  if (scopes && !scopes.includes("owner")) return;
  const standing = await standingIn(work.stores, work.caller, consumer.team);
  if (standing === "owner" || standing === "admin") return;
  const managing = await work.stores.currentSubscription(consumer.id, LATCHKEY_SERVICE);
  // Named, it is the management API's even while the consumer itself has not got it: it may later.
  if (managing && (scopes ?? managing.scopes)?.includes("owner"))
    throw new Refusal(
      "forbidden",
      "Only an owner may make a credential that manages as one: give it scopes without `owner`.",
    );
};

const endingWithMachine = <C extends Pick<Credential, "expiresAt">>(caller: Caller, credential: C): C => {
  if (caller.kind !== "machine" || caller.credentialExpiresAt === undefined) return credential;
  const { expiresAt } = credential;
  return expiresAt !== undefined && Date.parse(expiresAt) <= Date.parse(caller.credentialExpiresAt)
    ? credential
    : { ...credential, expiresAt: caller.credentialExpiresAt };
};
