import type { SealedSecret, UseMark } from "../credential/part/secret.ts";
import type { KeyRings } from "../key-ring/key-ring.ts";
import { unseal } from "../key-ring/seal.ts";
import { Unavailable } from "../outage.ts";

/** A secret in the clear, and until when it works: milliseconds since the epoch. */
export interface OpenSecret {
  secret: string;
  validUntil: number;
  mark?: UseMark | undefined;
}

/**
 * Opens the sealed secrets of a credential.
 * @throws Unavailable when the data keys cannot be read or do not open them: an outage, never a refusal.
 */
export const openSecrets = async (
  keys: KeyRings,
  credentialId: string,
  sealed: readonly SealedSecret[],
): Promise<OpenSecret[]> => {
  const ring = await keys.ring("data");
  const opened: OpenSecret[] = [];
  for (const each of sealed) {
    const secret =
      unseal(ring, each.sealed, credentialId) ??
      unseal(await keys.refresh("data"), each.sealed, credentialId);
    if (secret === undefined) throw new Unavailable("A secret does not open with the data keys at hand.");
    opened.push({ secret, validUntil: endOf(each), mark: each.mark });
  }
  return opened;
};

const endOf = ({ validUntil }: SealedSecret): number =>
  validUntil === undefined ? Number.POSITIVE_INFINITY : Date.parse(validUntil);
