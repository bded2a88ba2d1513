import { allowAdmin, authorityIn } from "../access/access.ts";
import { type Authority, excessOf, intersect } from "../access/authority.ts";
import type { Bound, Bounds } from "../access/bounds.ts";
import type { Caller } from "../access/caller.ts";
import type { Consumer } from "../consumer/consumer.ts";
import { isRoot } from "../consumer/root-consumer.ts";
import { Refusal } from "../refusal.ts";
import type { Credential } from "./credential.ts";
import type { CredentialReads } from "./credential-work.ts";

type Handing = Pick<CredentialReads, "caller" | "stores">;

/**
 * A credential that is being issued, within the authority of its issuer: what it leaves open is bound as the issuer is,
 * and it ends with the issuer's authority.
 *
 * @throws Refusal `forbidden` for scopes and addresses beyond that authority, and for `root` unless the issuer is an admin.
 */
export const issuedWithin = async <C extends Bounds>(
  { caller, stores }: Handing,
  consumer: Consumer,
  credential: C,
): Promise<C> => {
  refuseForRoot(caller, consumer);
  const authority = await authorityIn(stores, caller, consumer.team);
  const bound = { ...intersect(authority, credential), ...named(credential) };
  refuseExcess(authority, bound);
  return { ...credential, ...bound };
};

/**
 * A credential that is being changed, given a new secret or enabled: the caller could use it then. Only its end is cut;
 * other bounds that are wider than the caller's are refused. The credential in use is never widened.
 *
 * @throws Refusal `forbidden`
 */
export const changedWithin = async <C extends Credential>(
  { caller, stores }: Handing,
  consumer: Consumer,
  before: Credential,
  changed: C,
): Promise<C> => {
  refuseForRoot(caller, consumer);
  const authority = await authorityIn(stores, caller, consumer.team);
  const { expiresAt } = intersect(authority, changed);
  const ending = expiresAt === undefined ? changed : { ...changed, expiresAt };
  refuseExcess(authority, ending);
  if (isInUse(caller, before)) refuseExcess({ ...before, owns: false }, ending);
  return ending;
};

/**
 * Root's credentials are the platform's: a mere member of its team would become an admin by one, or lock the admins
 * out.
 */
export const refuseForRoot = (caller: Caller, consumer: Consumer): void => {
  if (isRoot(consumer)) allowAdmin(caller);
};

const isInUse = (caller: Caller, { id, consumerId }: Credential): boolean =>
  caller.kind === "machine" && caller.credentialId === id && caller.consumerId === consumerId;

/** What was asked for by name is refused where it is too much, rather than made less in silence. */
const named = ({ scopes, allowedIps, models }: Bounds): Pick<Bounds, "scopes" | "allowedIps" | "models"> => ({
  ...(scopes === undefined ? {} : { scopes }),
  ...(allowedIps === undefined ? {} : { allowedIps }),
  ...(models === undefined ? {} : { models }),
});

const refuseExcess = (authority: Authority, bounds: Bounds): void => {
  const excess = excessOf(authority, bounds);
  if (excess) throw new Refusal("forbidden", WHY[excess](bounds));
};

const WHY: Record<Bound, (bounds: Bounds) => string> = {
  expiresAt: () => "The credential in use does not last that long.",
  allowedIps: () => "Give `allowedIps` within those of the credential in use.",
  models: () => "Give `models` within those of the credential in use.",
  scopes: ({ scopes }) =>
    scopes?.includes("owner")
      ? "Only an owner may make or change a credential with the scope `owner`."
      : "Give `scopes` within those of the credential in use.",
};
