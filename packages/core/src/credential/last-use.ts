import type { Credential } from "./credential.ts";
import type { CredentialStore } from "./credential-store.ts";
import { lookupOf } from "./part/credential-place.ts";

/** Credentials with their last use, which is stored apart: its writing changes no record and no list. */
export const withLastUses = async (
  stores: Pick<CredentialStore, "lastUses">,
  consumerId: string,
  credentials: readonly Credential[],
): Promise<Credential[]> => {
  const uses = credentials.length === 0 ? new Map<string, string>() : await stores.lastUses(consumerId);
  return credentials.map((credential) => {
    const at = uses.get(lookupOf(credential.id));
    // Releases before wrote it beside the record.
    const isLater = at !== undefined && at > (credential.lastUsedAt ?? "");
    return isLater ? { ...credential, lastUsedAt: at } : credential;
  });
};
