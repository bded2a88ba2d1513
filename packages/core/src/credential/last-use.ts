import type { Credential } from "./credential.ts";
import type { CredentialStore } from "./credential-store.ts";
import { lookupOf } from "./part/credential-place.ts";
import type { LastUses } from "./part/secret.ts";

/** Credentials with their last uses, which are stored apart: their writing changes no record and no list. */
export const withLastUses = async (
  stores: Pick<CredentialStore, "lastUses">,
  consumerId: string,
  credentials: readonly Credential[],
): Promise<Credential[]> => {
  const uses = credentials.length === 0 ? new Map<string, LastUses>() : await stores.lastUses(consumerId);
  return credentials.map((credential) => {
    const lastUses = uses.get(lookupOf(credential.id));
    if (lastUses === undefined) return credential;
    // Releases before wrote it beside the record.
    const lastUsedAt = latest([credential.lastUsedAt, ...Object.values(lastUses)]);
    return { ...credential, lastUses, ...(lastUsedAt === undefined ? {} : { lastUsedAt }) };
  });
};

const latest = (times: readonly (string | undefined)[]): string | undefined =>
  times
    .filter((time) => time !== undefined)
    .toSorted()
    .at(-1);
